"""The ways in which a program can end badly, and what people are told of them."""
