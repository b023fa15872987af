"""How far the words of a sentence are from the word that tells a fact."""

from marsad.extract.sentence import Token


class Tree:
    """Distances from one trigger to other words of its sentence."""

    def __init__(self, trigger: Token) -> None:
        self._trigger = trigger
        self._above = {id(token): steps for steps, token in enumerate([trigger, *trigger.ancestors()])}

    def up(self, token: Token) -> int:
        """Steps from the trigger to the lowest word above both."""
        while id(token) not in self._above and token.head is not token:
            token = token.head
        return self._above.get(id(token), 9)

    def distance(self, token: Token) -> float:
        """Steps in the tree; 99 in another sentence."""
        if token.sentence is not self._trigger.sentence:
            return 99.0
        steps = 0
        while id(token) not in self._above and token.head is not token:
            token, steps = token.head, steps + 1
        return steps + self._above.get(id(token), 9)
