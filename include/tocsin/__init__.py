"""Tocsin reads the world's news feeds and rings when one state turns force on another.

The chain: feed → entry → article → assessment → incident → dispute → alert.
"""
