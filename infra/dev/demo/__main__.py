"""`python -m infra.dev.demo [load|reload|remove]`: fill the product with the demo, or empty it."""

import json
import os
import sys

import django

from infra.dev import addresses, places

for _name, _value in addresses.environment().items():
    os.environ.setdefault(_name, _value)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.config.settings.dev")
django.setup()

from infra.dev.demo import load as demo  # noqa: E402 - models can be imported only after set-up


def main(arguments: list[str]) -> int:
    """`load` makes what is missing, `reload` makes a fresh week, `remove` takes the sample data out."""
    verb = arguments[0] if arguments else "load"
    if verb not in ("load", "reload", "remove"):
        print(f"There is no demo command {verb!r}: say load, reload or remove.", file=sys.stderr)
        return 2
    if verb == "remove":
        demo.remove(print)
    elif verb == "reload" or not demo.complete():
        demo.load(print)
    # For the greeting, which has no database.
    places.demo_file().parent.mkdir(parents=True, exist_ok=True)
    places.demo_file().write_text(json.dumps(demo.numbers()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
