package org.imagine4j.models.checkpoint;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pickles of plain data, and refuses everything else.
 *
 * <p>A pickle is a program for a stack machine that may name and call any Python function. This reader knows the
 * instructions that build data and leaves names and calls to a {@link Vocabulary}: nothing a pickle names is ever run.
 *
 * <p>Values come out as {@link Map}, {@link List} (also for tuples), {@link String}, {@link BigInteger}, {@link Boolean},
 * {@code null}, and what the vocabulary makes.
 */
final class PickleReader {

    /** What the names in a pickle mean: the only way in which it reaches anything outside itself. */
    interface Vocabulary {

        /** What {@code module.name} stands for. */
        Object name(String name) throws RefusedException;

        /** What calling something that {@link #name} returned gives. */
        Object call(Object function, List<Object> arguments) throws RefusedException;

        /** What a reference to an object outside the pickle stands for. */
        Object reference(Object id) throws RefusedException;
    }

    /** Something is in the pickle that does not belong there. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1;

        RefusedException(String reason) {
            super(reason);
        }
    }

    private static final Object MARK = new Object();
    private static final int MAX_TEXT = 1 << 16;

    /** The largest published checkpoint has a pickle of a few hundred thousand bytes; every byte can make an object. */
    private static final long MAX_PICKLE = 1 << 22;

    private final DataInputStream in;
    private final Vocabulary vocabulary;
    private long consumed;
    private long start;
    private Deque<Object> stack = new ArrayDeque<>();
    private Map<Integer, Object> memo = new HashMap<>();

    PickleReader(InputStream in, Vocabulary vocabulary) {
        this.in = new DataInputStream(in);
        this.vocabulary = vocabulary;
    }

    /** Bytes read so far, over all pickles. */
    long consumed() {
        return consumed;
    }

    /**
     * Reads one pickle; several may follow each other.
     *
     * @throws RefusedException if it holds anything but data and tensors
     * @throws IOException if it ends too early
     */
    Object read() throws IOException {
        stack = new ArrayDeque<>();
        memo = new HashMap<>();
        start = consumed;
        while (true) {
            if (consumed - start > MAX_PICKLE) {
                throw new RefusedException("it is implausibly large");
            }
            int instruction = unsignedByte();
            if (instruction == '.') {
                Object result = unwrap(pop());
                if (!stack.isEmpty()) {
                    throw new RefusedException("it leaves values behind");
                }
                return result;
            }
            execute(instruction);
        }
    }

    private void execute(int instruction) throws IOException {
        switch (instruction) {
            case 0x80 -> protocol(unsignedByte());
            case 0x95 -> skipFrameLength();
            case '(' -> stack.push(MARK);
            case '}' -> stack.push(new LinkedHashMap<>());
            case ']' -> stack.push(new ArrayList<>());
            case ')' -> stack.push(List.of());
            case 't' -> stack.push(popToMark());
            case 0x85 -> stack.push(popped(1));
            case 0x86 -> stack.push(popped(2));
            case 0x87 -> stack.push(popped(3));
            case 'N' -> push(null);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'J' -> stack.push(signedInteger());
            case 'K' -> stack.push(BigInteger.valueOf(littleEndian(1)));
            case 'M' -> stack.push(BigInteger.valueOf(littleEndian(2)));
            case 0x8a -> stack.push(longInteger(unsignedByte()));
            case 'X' -> stack.push(text(littleEndian(4)));
            case 0x8c -> stack.push(text(littleEndian(1)));
            case 'q' -> memo.put(unsignedByte(), peek());
            case 'r' -> memo.put((int) littleEndian(4), peek());
            case 0x94 -> memo.put(memo.size(), peek());
            case 'h' -> stack.push(remembered(unsignedByte()));
            case 'j' -> stack.push(remembered((int) littleEndian(4)));
            case 'c' -> stack.push(vocabulary.name(line() + "." + line()));
            case 0x93 -> stackGlobal();
            case 'Q' -> refer();
            case 'R' -> reduce();
            case 'b' -> build();
            case 's' -> setItems(popped(2));
            case 'u' -> setItems(popToMark());
            case 'a' -> append(popped(1));
            case 'e' -> append(popToMark());
            default ->
                throw new RefusedException(
                        "it uses an instruction (0x" + Integer.toHexString(instruction) + ") that no checkpoint needs");
        }
    }

    private static void protocol(int version) throws RefusedException {
        if (version > 5) {
            throw new RefusedException("it is a pickle of protocol " + version);
        }
    }

    private void skipFrameLength() throws IOException {
        littleEndian(8);
    }

    private void stackGlobal() throws IOException {
        List<Object> names = popped(2);
        if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
            throw new RefusedException("it uses something whose name is not a text");
        }
        stack.push(vocabulary.name(module + "." + name));
    }

    private void reduce() throws IOException {
        List<Object> arguments = list(pop());
        Object function = pop();
        try {
            stack.push(vocabulary.call(function, arguments));
        } catch (RefusedException e) {
            throw naming(e);
        }
    }

    private void refer() throws IOException {
        Object id = pop();
        try {
            stack.push(vocabulary.reference(id));
        } catch (RefusedException e) {
            throw naming(e);
        }
    }

    /** Names the entry whose value was being made: its key is the last text on the stack. */
    private RefusedException naming(RefusedException refused) {
        return stack.stream()
                .filter(String.class::isInstance)
                .findFirst()
                .map(key -> new RefusedException("in " + key + ", " + refused.getMessage()))
                .orElse(refused);
    }

    /** Sets attributes of an object; only an OrderedDict's, which mean nothing to us. */
    private void build() throws IOException {
        pop();
        if (!(peek() instanceof Map)) {
            throw new RefusedException("it sets attributes of something that is not a dictionary");
        }
    }

    @SuppressWarnings("unchecked")
    private void setItems(List<Object> keysAndValues) throws IOException {
        if (!(peek() instanceof Map) || keysAndValues.size() % 2 != 0) {
            throw new RefusedException("it sets entries of something that is not a dictionary");
        }
        Map<Object, Object> map = (Map<Object, Object>) peek();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            if (!(keysAndValues.get(i) instanceof String)) {
                throw new RefusedException("a dictionary in it has a key that is not a text");
            }
            map.put(keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> values) throws IOException {
        if (!(peek() instanceof ArrayList)) {
            throw new RefusedException("it appends to something that is not a list");
        }
        ((List<Object>) peek()).addAll(values);
    }

    private Object remembered(int key) throws RefusedException {
        if (!memo.containsKey(key)) {
            throw new RefusedException("it recalls a value that it never noted");
        }
        return memo.get(key);
    }

    /** Stands for Python's None on the stack, which takes no nulls. */
    private static final Object NONE = new Object();

    private void push(Object value) {
        stack.push(value == null ? NONE : value);
    }

    private static Object unwrap(Object value) {
        return value == NONE ? null : value;
    }

    private Object pop() throws RefusedException {
        Object value = stack.poll();
        if (value == null || value == MARK) {
            throw new RefusedException("it takes a value where there is none");
        }
        return value;
    }

    private Object peek() throws RefusedException {
        Object value = stack.peek();
        if (value == null || value == MARK) {
            throw new RefusedException("it takes a value where there is none");
        }
        return value;
    }

    private List<Object> popped(int count) throws RefusedException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(unwrap(pop()));
        }
        Collections.reverse(values);
        return values;
    }

    private List<Object> popToMark() throws RefusedException {
        List<Object> values = new ArrayList<>();
        while (stack.peek() != MARK) {
            values.add(unwrap(pop()));
        }
        stack.pop();
        Collections.reverse(values);
        return values;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) throws RefusedException {
        if (!(value instanceof List)) {
            throw new RefusedException("there is no tuple where one belongs");
        }
        return (List<Object>) value;
    }

    private BigInteger longInteger(int length) throws IOException {
        byte[] bytes = bytes(length);
        for (int i = 0; i < length / 2; i++) {
            byte swapped = bytes[i];
            bytes[i] = bytes[length - 1 - i];
            bytes[length - 1 - i] = swapped;
        }
        return length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    }

    private BigInteger signedInteger() throws IOException {
        int value = (int) littleEndian(Integer.BYTES);
        return BigInteger.valueOf(value);
    }

    private String text(long length) throws IOException {
        if (length < 0 || length > MAX_TEXT) {
            throw new RefusedException("it holds a text of " + length + " bytes");
        }
        return new String(bytes((int) length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = unsignedByte(); c != '\n'; c = unsignedByte()) {
            if (line.length() > 1000) {
                throw new RefusedException("it holds a name that does not end");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private long littleEndian(int length) throws IOException {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (long) unsignedByte() << (8 * i);
        }
        return value;
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it is cut off");
        }
        consumed += length;
        return bytes;
    }

    private int unsignedByte() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("it is cut off");
        }
        consumed++;
        return value;
    }
}
