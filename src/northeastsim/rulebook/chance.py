"""Draws that are addressed, never consumed in order: the same question gets the same answer in every world.

A draw's address is (run key, purpose, subject, slot). The key comes from the seed and the replication's number;
the subject is a hash of ids (an actor, a pair, an event), never a position, so that adding an actor shifts nobody's
luck; the slot counts within the subject. Two worlds that differ in one event share every other draw.

NOTE: `mix`, `uniform` and `derive` have a second body in `engine/batch.py`, in fixed-width unsigned
arithmetic; a test compares the two over a million addresses.
"""

MASK = 0xFFFFFFFFFFFFFFFF
GOLDEN = 0x9E3779B97F4A7C15
MIX_1 = 0xBF58476D1CE4E5B9
MIX_2 = 0x94D049BB133111EB
UNIT = 1.0 / 4503599627370496.0  # 2^-52

# Purposes: what a draw decides.
DECISION_TIME, CONSIDER, CHOOSE, CONSENT, DURATION, OUTCOME = 1, 2, 3, 4, 5, 6
CANDIDATE_TIME, CANDIDATE, STARTER, LAUNCH_TIME, LAUNCH, OFFSPRING = 7, 8, 9, 10, 11, 12
BUDGET_NOISE, PROGRAMME, PROGRAMME_SIZE, INITIAL, CHILD, WAR_END, QUEUE_LOAD = 13, 14, 15, 16, 17, 18, 19
COMING, RANGE, STRATEGY = 20, 21, 22
LEG, LEG_SIZE, DISCOVERY_TIME, DISCOVERY, REGIME_TIME, REGIME = 24, 25, 26, 27, 28, 29


def mix(x: int) -> int:
    """Return a well-stirred 64-bit image of x (the finaliser of splitmix64, Steele, Lea and Flood 2014)."""
    x = ((x ^ (x >> 30)) * MIX_1) & MASK
    x = ((x ^ (x >> 27)) * MIX_2) & MASK
    return x ^ (x >> 31)


def run_key(seed: int, replication: int) -> int:
    """Return the 63-bit key of one replication."""
    return mix((mix((seed + GOLDEN) & MASK) + replication * GOLDEN) & MASK) >> 1


def uniform(key: int, purpose: int, subject: int, slot: int) -> float:
    """Return the draw at an address, uniform strictly between 0 and 1."""
    x = mix((mix(key ^ ((subject * GOLDEN + purpose) & MASK)) + slot * GOLDEN) & MASK)
    return ((x >> 12) + 0.5) * UNIT


def derive(parent: int, purpose: int, slot: int) -> int:
    """Return the 63-bit id of a thing born from `parent`: an act of a decision, a launch of a stream."""
    return mix((mix((parent * GOLDEN + purpose) & MASK) + slot * GOLDEN) & MASK) >> 1
