package com.example.extension;

import java.util.Iterator;
import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An extension as somebody else would write it, against JJava's interface alone. */
public final class SampleExtension implements Extension {

    /** What {@code %picture} gives. */
    public record Picture(String prompt) {}

    /** A magic whose class tells the type of its value. */
    static final class PictureMagic implements LineMagic<Picture, BaseKernel> {
        @Override
        public Picture eval(BaseKernel kernel, List<String> arguments) {
            return new Picture(String.join(" ", arguments));
        }
    }

    /** Values of a magic that are known only when somebody asks: some are of several words. */
    static final class Sets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("list", "get cat", "get cow", "drop cat", "read FILE")
                    .iterator();
        }
    }

    /** Values of one word. */
    static final class Sizes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("small", "big").iterator();
        }
    }

    /** What cannot be told. */
    static final class Failing implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            throw new IllegalStateException("no network");
        }
    }

    /** What {@link SetMagic} declares, made by somebody who asks. */
    @Command(header = "Looks after sets.")
    static final class SetOptions {
        @Parameters(paramLabel = "VERB SET", arity = "0..*", completionCandidates = Sets.class)
        @SuppressWarnings("unused")
        private List<String> words;

        @Option(names = "--format", paramLabel = "F", completionCandidates = Failing.class)
        @SuppressWarnings("unused")
        private String format;

        @Option(names = "--size", paramLabel = "SIZE", completionCandidates = Sizes.class)
        @SuppressWarnings("unused")
        private String size;

        @Option(names = "--tidy", negatable = true, description = "Whether to tidy up.")
        @SuppressWarnings("unused")
        private boolean tidy;
    }

    /** A magic whose declaration is another object's, as picocli's transformers allow. */
    @Command(modelTransformer = SetMagic.Declaration.class)
    static final class SetMagic implements LineMagic<Void, BaseKernel> {
        static final class Declaration implements IModelTransformer {
            @Override
            public CommandSpec transform(CommandSpec spec) {
                return CommandSpec.forAnnotatedObject(new SetOptions());
            }
        }

        @Override
        public Void eval(BaseKernel kernel, List<String> arguments) {
            return null;
        }
    }

    /** A magic that declares itself, with picocli's annotations. */
    @Command(header = "Greets somebody.", footer = "%greet --loud Ada")
    static final class GreetMagic implements LineMagic<String, BaseKernel> {
        @Option(names = "--loud", description = "Greet in capitals.")
        @SuppressWarnings("unused") // its declaration is what counts
        private boolean loud;

        @Parameters(paramLabel = "NAME", description = "Whom to greet.")
        @SuppressWarnings("unused")
        private String name;

        @Override
        public String eval(BaseKernel kernel, List<String> arguments) {
            return "Hello " + String.join(" ", arguments);
        }
    }

    @Override
    public void install(BaseKernel kernel) {
        kernel.getMagicsRegistry()
                .registerLineMagic("greet", new GreetMagic())
                .registerLineMagic("picture", new PictureMagic())
                .registerLineMagic("set", new SetMagic())
                .registerLineMagic("shown", SampleExtension::shown)
                .registerLineMagic("wrong", (k, arguments) -> {
                    throw new IllegalArgumentException("There is no option --sed\nDid you mean --seed?");
                })
                .registerLineMagic("broken", (k, arguments) -> {
                    throw new IllegalStateException();
                })
                .registerLineMagic("nothing", (k, arguments) -> null)
                .registerCellMagic("count", (k, arguments, body) -> body.lines().count())
                .registerCellMagic("progress", (k, arguments, body) -> {
                    Thread worker = new Thread(() -> progress(k));
                    worker.start();
                    worker.join();
                    return null;
                });
        kernel.getRenderer()
                .createRegistration(Picture.class)
                .preferring("text/html")
                .register(
                        (picture, context) -> context.getOutputContainer().putHTML("<i>" + picture.prompt() + "</i>"));
        kernel.evalRaw("int fromExtension = 11;");
    }

    /** Displays its value through the kernel's renderer, and gives it as well. */
    private static Picture shown(BaseKernel kernel, List<String> arguments) {
        Picture picture = new Picture("shown");
        kernel.display(kernel.getRenderer().render(picture));
        return picture;
    }

    private static void progress(BaseKernel kernel) {
        DisplayData half = new DisplayData("50 %");
        half.setDisplayId("progress");
        kernel.display(half);
        kernel.getIO().display.updateDisplay("progress", new DisplayData("100 %"));
        kernel.getIO().out.print("done");
        kernel.getIO().out.flush();
    }
}
