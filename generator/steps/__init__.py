"""The steps of a build, each joining stages to the engine; ``build.py`` puts them in order."""
