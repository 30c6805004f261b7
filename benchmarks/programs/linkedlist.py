"""Records that point at each other: merge sort and reversal of linked lists."""

from __future__ import annotations

import sys


class Node:
    __slots__ = ("next", "value")

    def __init__(self, value: int, following: Node | None) -> None:
        self.value = value
        self.next = following


def make_list(length: int) -> Node | None:
    head, seed = None, 42
    for _ in range(length):
        seed = seed * 16807 % 2147483647
        head = Node(seed % 1000000, head)
    return head


def split(head: Node) -> tuple[Node, Node | None]:
    slow, fast = head, head.next
    while fast and fast.next:
        assert slow.next
        slow = slow.next
        fast = fast.next.next
    second = slow.next
    slow.next = None
    return head, second


def merge(a: Node | None, b: Node | None) -> Node | None:
    front = last = Node(0, None)
    while a and b:
        if a.value <= b.value:
            last.next = last = a
            a = a.next
        else:
            last.next = last = b
            b = b.next
    last.next = a or b
    return front.next


def merge_sort(head: Node | None) -> Node | None:
    if not head or not head.next:
        return head
    first, second = split(head)
    return merge(merge_sort(first), merge_sort(second))


def reverse(head: Node | None) -> Node | None:
    previous = None
    while head:
        head.next, previous, head = previous, head, head.next
    return previous


def main(size: int) -> None:
    node = reverse(merge_sort(make_list(size)))
    checksum = position = 0
    while node:
        position += 1
        checksum = (checksum + position * node.value) % 1000003
        node = node.next
    print(position, checksum, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 120000)
