package org.imagine4j.kernel.notebook;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.imagine4j.kernel.core.Cell;
import org.imagine4j.kernel.core.StreamName;

/**
 * Where the contract's displays and streams publish. In stock JJava this object holds sockets and one message; here it
 * passes everything on to the cell that the calling thread works for. Replies and busy/idle are the kernel's own
 * business: what an extension says of them is ignored.
 */
final class ContractEnvironment extends ShellReplyEnvironment {
    private final CurrentCell currentCell;
    private final Bundles bundles;

    ContractEnvironment(CurrentCell currentCell, Bundles bundles) {
        super(null, null, null, null);
        this.currentCell = currentCell;
        this.bundles = bundles;
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
        publishAny(content.getType(), content, new JsonObject(), List.of());
    }

    @Override
    public void publish(Message<?> message) {
        Map<String, Object> metadata = message.getMetadata() == null ? Map.of() : message.getMetadata();
        List<byte[]> buffers = message.getBlobs() == null ? List.of() : message.getBlobs();
        publishAny(message.getHeader().getType(), message.getContent(), bundles.json(metadata), buffers);
    }

    @Override
    public void writeToStdOut(String text) {
        currentCell.cell().ifPresent(cell -> cell.print(StreamName.STDOUT, text));
    }

    @Override
    public void writeToStdErr(String text) {
        currentCell.cell().ifPresent(cell -> cell.print(StreamName.STDERR, text));
    }

    @Override
    public String readFromStdIn(String prompt, boolean password) {
        Cell cell = currentCell
                .cell()
                .orElseThrow(() -> new IllegalStateException("Only cells can ask the user for input"));
        try {
            return cell.input(prompt, password) + System.lineSeparator();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void reply(Message<?> message) {}

    @Override
    public <T extends ContentType<T>> void reply(T content) {}

    @Override
    public void replyError(MessageType<?> type, ErrorReply error) {}

    @Override
    public void setStatusBusy() {}

    @Override
    public void setStatusIdle() {}

    @Override
    public void setBusyDeferIdle() {}

    private void publishAny(MessageType<?> type, Object content, JsonObject metadata, List<byte[]> buffers) {
        Cell cell = currentCell.cell().orElse(null);
        if (cell == null) {
            return;
        }
        if (content instanceof PublishDisplayData data) {
            cell.display(bundles.bundle(data));
        } else if (content instanceof PublishUpdateDisplayData data) {
            cell.updateDisplay(bundles.bundle((DisplayData) data));
        } else if (content instanceof PublishStream stream) {
            boolean error = stream.getStreamType() == PublishStream.StreamType.ERR;
            cell.print(error ? StreamName.STDERR : StreamName.STDOUT, stream.getText());
        } else if (content instanceof PublishClearOutput clear) {
            cell.clearOutput(clear.shouldWait());
        } else {
            cell.publish(type.getName(), bundles.json(content), metadata, buffers);
        }
    }
}
