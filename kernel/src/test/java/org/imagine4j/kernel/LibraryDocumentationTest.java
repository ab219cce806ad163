package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Shift-Tab tells of libraries whose sources are beside their jars, or in the repository that they came from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LibraryDocumentationTest {
    private static final String USER_HOME = System.getProperty("user.home");
    private static final Map<String, String> GREETERS =
            Map.of("org/greet/Greeter.java", """
            package org.greet;

            import java.util.List;
            import java.util.function.Function;

            /** Greets {@code people}, kindly. */
            public final class Greeter<N extends CharSequence> implements Polite {
                /** How often at most. */
                public static final int LIMIT = 5;

                /**
                 * Makes a greeter.
                 *
                 * @param words what it says before a name
                 */
                public Greeter(String words) {}

                /**
                 * Greets somebody.
                 *
                 * @param name whom
                 * @return what was said
                 */
                public String greet(N name) { return "hello " + name; }

                /** Greets somebody again and again. */
                public String greet(N name, int times) throws IllegalStateException { return "hello " + name; }

                /** Greets many with <b>one</b> word. */
                public <T> List<T> greet(Function<? super N, T> way, final String... names) { return List.of(); }

                @Override
                public void bow(double angle) {}

                /** A way to say it. */
                public record Tone(int loudness, String dialect) {
                    /** Shouts. */
                    public static Tone shout() { return new Tone(9, ""); }
                }
            }
            """, "org/greet/Polite.java", """
            package org.greet;

            /** Knows manners. */
            public interface Polite {
                /**
                 * Bows.
                 *
                 * @param angle in degrees
                 */
                void bow(double angle);
            }
            """);

    private Path folder;
    private TestRepository repository;
    private TestNotebook notebook;

    @BeforeAll
    void open(@TempDir Path temporary) throws Exception {
        folder = temporary;
        repository = new TestRepository(folder);
        System.setProperty("user.home", folder.toString());
        Files.write(folder.resolve("greeters-1.0.jar"), repository.jarOfClasses(GREETERS));
        Files.write(folder.resolve("greeters-1.0-sources.jar"), TestRepository.jarOfSources(GREETERS));
        notebook = TestNotebook.open();
        notebook.cell("%classpath " + folder.resolve("greeters-1.0.jar")).succeeds();
        notebook.cell("import org.greet.*;\nvar greeter = new Greeter<String>(\"hello\");")
                .succeeds();
    }

    @AfterAll
    void close() {
        System.setProperty("user.home", USER_HOME);
        notebook.close();
        repository.close();
    }

    @Test
    void classesAreTheirHeadAndComment() {
        assertThat(inspect("Greeter|")).isEqualTo("""
                public final class Greeter<N extends CharSequence> implements Polite

                Greets people, kindly.""");
        assertThat(inspect("org.greet.Poli|te")).startsWith("public interface Polite\n\nKnows manners.");
        assertThat(inspect("Greeter.Tone|")).startsWith("public record Tone(int loudness, String dialect)");
    }

    @Test
    void overloadsHaveTheirOwnCommentsAndTheNamesOfParameters() {
        assertThat(inspect("greeter.gre|et(\"you\")")).isEqualTo("""
                String Greeter.greet(N name)

                Greets somebody.
                  @param name whom
                  @return what was said

                String Greeter.greet(N name, int times) throws IllegalStateException

                Greets somebody again and again.

                <T> List<T> Greeter.greet(Function<? super N, T> way, String... names)

                Greets many with one word.""");
        assertThat(inspect("greeter.greet(|")).contains("String Greeter.greet(N name)");
        assertThat(inspect("greeter.greet(\"you\", |)")).contains("String Greeter.greet(N name, int times)");
        assertThat(inspect("new Greeter<String>(\"a\").greet|")).contains("Greets somebody again and again.");
        assertThat(inspect("greeter::gre|et")).contains("Greets somebody again and again.");
    }

    @Test
    void constructorsFieldsAndRecords() {
        assertThat(inspect("new Greeter(|\"x\")")).isEqualTo("""
                Greeter(String words)

                Makes a greeter.
                  @param words what it says before a name""");
        assertThat(inspect("Greeter.LIM|IT")).isEqualTo("int Greeter.LIMIT = 5\n\nHow often at most.");
        assertThat(inspect("new Greeter.Tone(|")).startsWith("Tone(int loudness, String dialect)");
        assertThat(inspect("Greeter.Tone.sho|ut()")).contains("Tone Tone.shout()", "Shouts.");
        assertThat(inspect("Greeter.Tone.shout().dial|ect()")).contains("String Tone.dialect()");
    }

    @Test
    void whatIsOverriddenWithoutACommentHasTheInheritedOne() {
        assertThat(inspect("greeter.bow(|30)")).isEqualTo("""
                void Greeter.bow(double angle)

                Bows.
                  @param angle in degrees""");
    }

    @Test
    void commentsAreRendered() {
        JsonObject data = notebook.ask("inspect_request", AssistanceTest.at("greeter.greet|"))
                .getAsJsonObject("data");
        assertThat(data.get("text/html").getAsString())
                .contains(
                        "<pre style=\"margin:0\">String Greeter.greet(N name)</pre>",
                        "Greets many with <b>one</b> word.")
                .contains("&lt;T&gt; List&lt;T&gt;");
    }

    @Test
    void sourcesOfMavensArtefactsAreFetchedWhenSomebodyAsks() throws Exception {
        String source =
                "package org.sample; public class Late { /** Comes later. */ public void come(int minutes) {} }";
        Map<String, String> sources = Map.of("org/sample/Late.java", source);
        repository.publish("late", "1.0", "", sources);
        String path = TestRepository.path("late", "1.0") + "-sources.jar";
        repository.put(path, TestRepository.jarOfSources(sources));
        CountDownLatch released = new CountDownLatch(1);
        repository.before(path, () -> await(released));
        notebook.cell("%maven org.sample:late:1.0").succeeds();
        assertThat(inspect("new org.sample.Late().come(|"))
                .as("while the sources are on their way")
                .startsWith("void org.sample.Late.come(int")
                .doesNotContain("Comes later.");

        released.countDown();

        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        String told = inspect("new org.sample.Late().come(|");
        while (!told.contains("Comes later.") && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            told = inspect("new org.sample.Late().come(|");
        }
        assertThat(told).isEqualTo("void Late.come(int minutes)\n\nComes later.");
    }

    @Test
    void whereThereAreNoSourcesTheSignatureIsTold() throws Exception {
        repository.publish(
                "closed",
                "1.0",
                "",
                Map.of(
                        "org/sample/Closed.java",
                        "package org.sample; public class Closed { public int open(int key) { return key; } }"));
        notebook.cell("%maven org.sample:closed:1.0").succeeds();
        assertThat(inspect("new org.sample.Closed().open(|")).startsWith("int org.sample.Closed.open(int");
        Files.write(
                folder.resolve("broken-1.0.jar"),
                repository.jarOfClasses(Map.of(
                        "org/sample/Broken.java",
                        "package org.sample; public class Broken { public static void now() {} }")));
        Files.writeString(folder.resolve("broken-1.0-sources.jar"), "no jar");
        notebook.cell("%classpath " + folder.resolve("broken-1.0.jar")).succeeds();
        assertThat(inspect("org.sample.Broken.now(|")).startsWith("void org.sample.Broken.now()");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String inspect(String marked) {
        JsonObject reply = notebook.ask("inspect_request", AssistanceTest.at(marked));
        assertThat(reply.get("found").getAsBoolean()).as("found %s", marked).isTrue();
        return reply.getAsJsonObject("data").get("text/plain").getAsString();
    }
}
