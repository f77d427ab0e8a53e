# /// script
# requires-python = ">=3.11"
# dependencies = ["quart"]
# ///
"""Quart has Flask's names: some shared, some to be awaited."""

from inspect import iscoroutinefunction

import flask
import quart

print("the same function in Flask and Quart")
for name in ("route", "get", "post", "errorhandler", "before_request"):
    same = getattr(flask.Flask, name) is getattr(quart.Quart, name)
    print(f"  app.{name}: {same}")

print("the same name, awaited in Quart")
for name in ("render_template", "make_response", "send_file"):
    plain = iscoroutinefunction(getattr(flask, name))
    awaited = iscoroutinefunction(getattr(quart, name))
    print(f"  {name}: {plain} in Flask, {awaited} in Quart")

print("only in Quart")
for name in ("websocket", "while_serving"):
    new = hasattr(quart.Quart, name) and not hasattr(flask.Flask, name)
    print(f"  app.{name}: {new}")
