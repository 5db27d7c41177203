"""Ways to spoil a scenario, each named and with the verdict the loader must give.

`MUTATIONS` lists them; `make(rng, folder)` gives something to load: bytes of YAML, a dict, or a path to a
file it wrote into the folder. The verdict is `refused`, `accepted` (and equal to the unspoilt scenario), or
`either` where chance decides and only the manner counts.
"""

from mutations import of_data, of_files, of_text  # noqa: F401  (importing them fills the list)
from mutations.basis import MUTATIONS, Mutation, typo

__all__ = ["MUTATIONS", "Mutation", "typo"]
