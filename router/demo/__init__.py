"""The bundled example days."""
