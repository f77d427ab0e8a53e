"""The thin edge to MkDocs, Material and the execute plugin."""
