"""Errors that are the world's doing and are told to the user in one clear sentence."""


class UserFacingError(Exception):
    """Something the user can understand and act on; anything else is a bug of ours.

    `what` says what happened, `what_to_do` the way out; each is a full sentence.
    """

    def __init__(self, what: str, what_to_do: str = "") -> None:
        super().__init__(f"{what} {what_to_do}".strip())
        self.what = what
        self.what_to_do = what_to_do
