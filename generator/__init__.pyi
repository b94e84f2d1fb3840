from pathlib import Path

from generator import build as build
from generator import preview as preview
from generator.build import BuildOptions as BuildOptions
from generator.build import ConvertOptions as ConvertOptions
from generator.build import ConvertReport as ConvertReport
from generator.build import Explanation as Explanation
from generator.build import clean as clean
from generator.build import convert as convert
from generator.build import explain as explain
from generator.config import Config as Config
from generator.model import BuildReport as BuildReport
from generator.problems import Location as Location
from generator.problems import Problem as Problem
from generator.problems import SeedpressError as SeedpressError

__version__: str

def load_config(root: Path) -> Config: ...
