"""What the model is for, and what it is not: said on the first screen, on every chart and in every manifest."""

SHORT = "A model for teaching and for comparing assumptions, not a forecast and not intelligence."
FULL = (
    f"{SHORT} It simplifies states into actors with a few concerns. Numbers on North Korea and on arms flows are claims by "
    "governments and research groups, often disputed and mostly from one side; a denial is recorded where there is one. "
    "Where a simple rule does better we say so. No endorsement of any state's claims, borders or conduct."
)
