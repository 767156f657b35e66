"""Looks: design tokens as data, and what Qt needs made from them."""
