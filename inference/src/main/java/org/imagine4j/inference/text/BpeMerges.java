package org.imagine4j.inference.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The merges of a byte-pair encoding: which neighbours become one, and in which order. Immutable. */
final class BpeMerges {

    /** Two neighbouring symbols. */
    private record Pair(String left, String right) {}

    private final Map<Pair, Integer> ranks;

    private BpeMerges(Map<Pair, Integer> ranks) {
        this.ranks = Map.copyOf(ranks);
    }

    /**
     * Reads a {@code merges.txt}: a comment line, then one merge a line, most important first.
     *
     * @param symbol the symbol as words have it for one as the file has it
     */
    static BpeMerges read(Path file, UnaryOperator<String> symbol) throws IOException {
        Map<Pair, Integer> ranks = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int blank = line.indexOf(' ');
            if (blank > 0 && !line.startsWith("#version")) {
                Pair pair = new Pair(symbol.apply(line.substring(0, blank)), symbol.apply(line.substring(blank + 1)));
                ranks.putIfAbsent(pair, ranks.size());
            }
        }
        return new BpeMerges(ranks);
    }

    /** The merges of one word: always the one with the lowest rank, of several the leftmost. */
    List<BpeMerge> of(List<String> bytes) {
        Symbols symbols = new Symbols(bytes);
        List<BpeMerge> merges = new ArrayList<>();
        PriorityQueue<Candidate> queue = new PriorityQueue<>();
        for (int i = 0; i < bytes.size(); i++) {
            candidate(symbols, i).ifPresent(queue::add);
        }
        while (!queue.isEmpty()) {
            Candidate candidate = queue.remove();
            if (!candidate(symbols, candidate.at).equals(Optional.of(candidate))) {
                continue; // one of the two has become part of something else meanwhile
            }
            merges.add(
                    new BpeMerge(candidate.rank, symbols.at(candidate.at), symbols.after(candidate.at), candidate.at));
            symbols.merge(candidate.at);
            candidate(symbols, candidate.at).ifPresent(queue::add);
            candidate(symbols, symbols.before(candidate.at)).ifPresent(queue::add);
        }
        return merges;
    }

    private Optional<Candidate> candidate(Symbols symbols, int at) {
        if (at < 0 || symbols.at(at) == null || symbols.after(at) == null) {
            return Optional.empty();
        }
        Integer rank = ranks.get(new Pair(symbols.at(at), symbols.after(at)));
        return rank == null ? Optional.empty() : Optional.of(new Candidate(rank, at));
    }

    /** A merge that can be done where a symbol begins. */
    private record Candidate(int rank, int at) implements Comparable<Candidate> {

        @Override
        public int compareTo(Candidate other) {
            return rank == other.rank ? Integer.compare(at, other.at) : Integer.compare(rank, other.rank);
        }
    }

    /** The symbols of a word while it is merged, each at the byte where it begins. */
    private static final class Symbols {

        private final String[] symbols;

        /** Where the symbol that ends before this byte begins, for every byte where one begins. */
        private final int[] previous;

        Symbols(List<String> bytes) {
            symbols = bytes.toArray(String[]::new);
            previous = IntStream.range(0, symbols.length).map(i -> i - 1).toArray();
        }

        /** The symbol that begins at this byte; null if none does. */
        String at(int index) {
            return symbols[index];
        }

        /** The symbol behind the one that begins at this byte; null at the end. */
        String after(int index) {
            int next = next(index);
            return next < symbols.length ? symbols[next] : null;
        }

        int before(int index) {
            return previous[index];
        }

        void merge(int index) {
            int next = next(index);
            String merged = symbols[index] + symbols[next];
            symbols[index] = merged;
            symbols[next] = null;
            if (next(index) < symbols.length) {
                previous[next(index)] = index;
            }
        }

        /** A symbol has as many characters as bytes. */
        private int next(int index) {
            return index + symbols[index].length();
        }
    }
}
