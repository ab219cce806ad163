package org.imagine4j.inference.inspection;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The few best of many. */
final class Best {

    private Best() {}

    /**
     * Indices of the largest numbers, largest first, lower index first among equals.
     *
     * @param count how many at most
     */
    static List<Integer> of(double[] numbers, int count) {
        Comparator<Integer> order =
                Comparator.comparingDouble((Integer i) -> -numbers[i]).thenComparing(Comparator.naturalOrder());
        PriorityQueue<Integer> best = new PriorityQueue<>(order.reversed());
        for (int i = 0; i < numbers.length && count > 0; i++) {
            if (best.size() < count) {
                best.add(i);
            } else if (numbers[i] > numbers[best.element()]) {
                best.remove();
                best.add(i);
            }
        }
        return best.stream().sorted(order).toList();
    }
}
