package org.imagine4j.kernel.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.imagine4j.kernel.core.Cell;

/** {@code System.in}: asks the user for a line whenever the last one is used up. What a cell leaves over is dropped. */
final class CellInputStream extends InputStream {
    private final CurrentCell currentCell;
    private Cell asked;
    private byte[] line = new byte[0];
    private int position;

    CellInputStream(CurrentCell currentCell) {
        this.currentCell = currentCell;
    }

    @Override
    public synchronized int read() throws IOException {
        fill();
        return line[position++] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        fill();
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return line.length - position;
    }

    private void fill() throws IOException {
        Cell cell = currentCell.cell().orElseThrow(() -> new IOException("Only cells can ask the user for input"));
        if (position == line.length || cell != asked) {
            line = (cell.input("", false) + "\n").getBytes(StandardCharsets.UTF_8);
            position = 0;
            asked = cell;
        }
    }
}
