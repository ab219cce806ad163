package org.imagine4j.install.repl;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.imagine4j.kernel.core.Cell;
import org.imagine4j.kernel.core.MimeBundle;
import org.imagine4j.kernel.core.StreamName;

/**
 * A cell whose output goes to a screen. A terminal cannot replace what stands further up, so a display that is going to
 * change is a line of progress until the cell ends, and shown for good then.
 */
final class TerminalCell implements Cell {

    private static final String PNG = "image/png";
    private static final String TEXT = "text/plain";
    private static final String DISPLAY_ID = "display_id";

    private final int number;
    private final Screen screen;
    private final LineInput input;
    private final Map<String, MimeBundle> changing = new LinkedHashMap<>();

    TerminalCell(int number, Screen screen, LineInput input) {
        this.number = number;
        this.screen = screen;
        this.input = input;
    }

    @Override
    public int executionCount() {
        return number;
    }

    @Override
    public void print(StreamName stream, CharSequence text) {
        screen.print(text);
    }

    @Override
    public void display(MimeBundle bundle) {
        Optional<String> id = text(bundle.transientData(), DISPLAY_ID);
        if (id.isPresent()) {
            change(id.get(), bundle);
        } else {
            show(bundle);
        }
    }

    @Override
    public void updateDisplay(MimeBundle bundle) {
        text(bundle.transientData(), DISPLAY_ID).ifPresent(id -> change(id, bundle));
    }

    private void change(String id, MimeBundle bundle) {
        synchronized (changing) {
            changing.put(id, bundle);
        }
        text(bundle.data(), TEXT)
                .map(text -> text.substring(text.lastIndexOf('\n') + 1))
                .ifPresent(screen::progress);
    }

    /** The cell has ended: what was changing stays as it is now. */
    void end() {
        List<MimeBundle> last;
        synchronized (changing) {
            last = List.copyOf(changing.values());
            changing.clear();
        }
        last.forEach(this::show);
    }

    /** Shows something for good. */
    void show(MimeBundle bundle) {
        if (screen.isInteractive()) {
            picture(bundle).ifPresent(screen::picture);
        }
        text(bundle.data(), TEXT).ifPresent(text -> screen.print(text.strip() + System.lineSeparator()));
    }

    private static Optional<BufferedImage> picture(MimeBundle bundle) {
        return text(bundle.data(), PNG).flatMap(base64 -> {
            try {
                byte[] png = Base64.getMimeDecoder().decode(base64);
                return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(png)));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString);
    }

    /** What a terminal has scrolled away it does not take back. */
    @Override
    public void clearOutput(boolean wait) {
        synchronized (changing) {
            changing.clear();
        }
    }

    /** Other messages are for front ends with widgets. */
    @Override
    public void publish(String type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {}

    @Override
    public String input(String prompt, boolean password) throws IOException {
        return input.ask(prompt, password);
    }
}
