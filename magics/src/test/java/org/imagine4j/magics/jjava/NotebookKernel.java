package org.imagine4j.magics.jjava;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/** A kernel on JJava's own base classes that remembers what it would have published, and evaluates only names. */
final class NotebookKernel extends BaseKernel {

    /** Displays in the order they were opened; each is a list of its contents over time. */
    private final List<List<DisplayData>> displays = new ArrayList<>();

    private final List<String> evaluated = new ArrayList<>();
    private final Map<String, Object> variables = new HashMap<>();

    NotebookKernel() {
        super(
                "test",
                "1",
                new LanguageInfo.Builder("java").build(),
                List.of(),
                null,
                new RecordedIO(),
                new CommManager(),
                new Renderer(),
                new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
                new MagicsRegistry(),
                true,
                new StringStyler.Builder().build());
        ((RecordedIO) io).publishTo(new Publications());
    }

    List<List<DisplayData>> displays() {
        return displays;
    }

    /** What evaluating a name answers; any other source has no value. */
    Map<String, Object> variables() {
        return variables;
    }

    List<String> evaluated() {
        return evaluated;
    }

    Object line(String name, String... args) throws Exception {
        return getMagicsRegistry().evalLineMagic(this, name, List.of(args));
    }

    Object cell(String name, List<String> args, String body) throws Exception {
        return getMagicsRegistry().evalCellMagic(this, name, args, body);
    }

    @Override
    public Object evalRaw(String source) {
        evaluated.add(source);
        return variables.get(source);
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
        throw new UnsupportedOperationException("no code here");
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        throw new UnsupportedOperationException("no code here");
    }

    @Override
    public String isComplete(String code) {
        throw new UnsupportedOperationException("no code here");
    }

    private static final class RecordedIO extends JupyterIO {

        RecordedIO() {
            super(StandardCharsets.UTF_8);
        }

        void publishTo(ShellReplyEnvironment environment) {
            setEnv(environment);
        }
    }

    private final class Publications extends ShellReplyEnvironment {

        Publications() {
            super(null, null, null, null);
        }

        @Override
        public <T extends ContentType<T>> void publish(T content) {
            if (content instanceof PublishDisplayData data) {
                displays.add(new ArrayList<>(List.of(data)));
            } else if (content instanceof PublishUpdateDisplayData data) {
                displays.stream()
                        .filter(display -> display.get(0).getDisplayId().equals(data.getDisplayId()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("update of a display that does not exist"))
                        .add(data);
            }
        }
    }
}
