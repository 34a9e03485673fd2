"""10,000 mutated banks: each loads and is checked, or its problems have places; never a traceback.

Another seed makes others: `python -m benchmarks.fuzz SEED`.
"""

import sys
from collections import Counter
from random import SystemRandom

from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.test_fuzz_bank import mutated, require_bank_or_problems

COUNT = 10_000


def main() -> int:
    """Print the seed and the result. A text that breaks kalquiz is made as small as can be and shown."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else SystemRandom().randrange(10**6)
    print(f"{COUNT:,} mutated banks, seed {number}")
    seen: Counter[str] = Counter()

    @seed(number)
    @settings(
        max_examples=COUNT,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(mutated())
    def run(files: dict[str, str]) -> None:
        raw = {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}
        seen["sound" if require_bank_or_problems(raw) else "with problems"] += 1

    run()
    print(", ".join(f"{count:,} {kind}" for kind, count in seen.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
