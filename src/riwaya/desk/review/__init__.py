"""Review at the desk: the queue, the editor, and the forms by which people judge."""

from riwaya.desk.review.pages import routes

__all__ = ["routes"]
