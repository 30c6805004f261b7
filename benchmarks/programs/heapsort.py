"""Reading and writing array elements at computed places: heapsort."""

import sys


def sift_down(heap: list[int], parent: int, last: int) -> None:
    value = heap[parent]
    child = 2 * parent + 1
    while child <= last:
        if child < last and heap[child] < heap[child + 1]:
            child += 1
        if value >= heap[child]:
            break
        heap[parent] = heap[child]
        parent = child
        child = 2 * parent + 1
    heap[parent] = value


def heapsort(values: list[int]) -> None:
    last = len(values) - 1
    for parent in range(len(values) // 2 - 1, -1, -1):
        sift_down(values, parent, last)
    for end in range(last, 0, -1):
        values[0], values[end] = values[end], values[0]
        sift_down(values, 0, end - 1)


def main(size: int) -> None:
    values, seed = [], 42
    for _ in range(size):
        seed = seed * 16807 % 2147483647
        values.append(seed % 1000000)
    heapsort(values)
    checksum = 0
    for i, value in enumerate(values, start=1):
        if i > 1 and values[i - 2] > value:
            raise ValueError("not sorted")
        checksum = (checksum + i * value) % 1000003
    print(checksum)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100000)
