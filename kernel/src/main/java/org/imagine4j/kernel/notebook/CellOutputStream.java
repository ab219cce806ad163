package org.imagine4j.kernel.notebook;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.imagine4j.kernel.core.Cell;
import org.imagine4j.kernel.core.StreamName;

/** {@code System.out} or {@code System.err}: hands UTF-8 over to the writing thread's cell, never half a character. */
final class CellOutputStream extends OutputStream {
    private static final byte[] NOTHING = new byte[0];

    private final CurrentCell currentCell;
    private final StreamName name;
    private final OutputStream withoutCell;

    /** The first bytes of a character whose last bytes have not been written yet. */
    private byte[] incomplete = NOTHING;

    /** @param withoutCell where bytes go before the first cell */
    CellOutputStream(CurrentCell currentCell, StreamName name, OutputStream withoutCell) {
        this.currentCell = currentCell;
        this.name = name;
        this.withoutCell = withoutCell;
    }

    @Override
    public void write(int b) throws java.io.IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws java.io.IOException {
        Cell cell = currentCell.cell().orElse(null);
        if (cell == null) {
            withoutCell.write(bytes, offset, length);
            return;
        }
        byte[] all = Arrays.copyOfRange(bytes, offset, offset + length);
        if (incomplete.length > 0) {
            byte[] joined = Arrays.copyOf(incomplete, incomplete.length + length);
            System.arraycopy(bytes, offset, joined, incomplete.length, length);
            all = joined;
        }
        int whole = all.length - incompleteTail(all);
        incomplete = whole == all.length ? NOTHING : Arrays.copyOfRange(all, whole, all.length);
        if (whole > 0) {
            cell.print(name, new String(all, 0, whole, StandardCharsets.UTF_8));
        }
    }

    /** How many bytes at the end begin a character without finishing it. */
    private static int incompleteTail(byte[] bytes) {
        int last = bytes.length - 1;
        for (int back = 0; back < 3 && last - back >= 0; back++) {
            int b = bytes[last - back] & 0xFF;
            if (b >= 0xC0) {
                int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return needed > back + 1 ? back + 1 : 0;
            }
            if (b < 0x80) {
                return 0;
            }
        }
        return 0;
    }
}
