"""Compile the facts stage with mypyc; `make compiled` runs this beside a copy of the package.

The modules stay what they are, typed Python: compiled they give the same facts in two thirds of the time."""

from pathlib import Path

from mypyc.build import mypycify
from setuptools import setup

setup(
    name="newsledger",
    ext_modules=mypycify(
        sorted(str(path) for path in Path("newsledger/facts").glob("*.py") if path.stem != "__init__"),
        opt_level="1",  # what the next one gains could not be measured
        debug_level="0",
        multi_file=True,  # a third of the time of one file, and no slower code
    ),
    script_args=["build_ext", "--inplace"],
)
