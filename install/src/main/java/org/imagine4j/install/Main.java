package org.imagine4j.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imagine4j.install.bench.BenchCommand;
import org.imagine4j.install.doctor.Doctor;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.jupyter.PrivateJupyter;
import org.imagine4j.install.kernelspec.Kernelspec;
import org.imagine4j.install.models.ModelsCommand;
import org.imagine4j.install.repl.ReplCommand;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.install.terminal.UserError;
import org.imagine4j.kernel.LaunchCommand;
import org.imagine4j.models.store.ImagineHome;
import org.imagine4j.models.store.ModelStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code imagine}. Exit codes: 0 all is well, 1 what was asked for could not be done, 2 the command line was
 * not understood.
 */
@Command(
        name = "imagine",
        description = {"Text-to-image inside Java notebooks."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "imagine COMMAND --help tells more about a command."})
public final class Main implements Runnable {
    private static final String DEBUG = "IMAGINE_DEBUG";

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Environment environment = Environment.ofThisProcess();
        Terminal terminal = Terminal.ofThisProcess();
        QuietRuntime runtime = new QuietRuntime(environment);
        System.exit(
                runtime.isQuiet()
                        ? commandLine(environment, terminal).execute(arguments)
                        : runtime.run(javaExecutable(), arguments));
    }

    static CommandLine commandLine(Environment environment, Terminal terminal) {
        Path home = ImagineHome.locate();
        Kernelspec kernelspec =
                new Kernelspec(LaunchCommand.kernelspecArgv(javaExecutable(), classPath(), home.resolve("archives")));
        PrivateJupyter privateJupyter = new PrivateJupyter(home.resolve("jupyter"), environment, terminal);
        JupyterFinder jupyters = new JupyterFinder(environment, privateJupyter);
        Doctor doctor = Doctor.forThisMachine(environment, jupyters, privateJupyter, kernelspec, classPath());
        return new CommandLine(new Main())
                .addSubcommand(new LabCommand(environment, terminal, jupyters, kernelspec))
                .addSubcommand(new RunCommand(environment, terminal, jupyters, kernelspec))
                .addSubcommand(new ReplCommand(Version.number(), home.resolve("repl-history"), environment))
                .addSubcommand(new InstallCommand(environment, terminal, jupyters, kernelspec))
                .addSubcommand(new UninstallCommand(environment, terminal, jupyters))
                .addSubcommand(new DoctorCommand(terminal, doctor))
                .addSubcommand(new BenchCommand(terminal, ModelStore::atDefaultHome, home))
                .addSubcommand(ModelsCommand.commandLine(environment, terminal, ModelStore::atDefaultHome))
                .setParameterExceptionHandler((problem, arguments) -> notUnderstood(problem, terminal))
                .setExecutionExceptionHandler((problem, command, result) -> failed(problem, environment, terminal));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int notUnderstood(ParameterException problem, Terminal terminal) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        List<String> near =
                problem instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String remedy = near.isEmpty() ? command + " --help shows what there is." : "Did you mean " + near.get(0) + "?";
        terminal.error(new UserError(complaint(problem), remedy));
        return CommandLine.ExitCode.USAGE;
    }

    private static String complaint(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !command.getSubcommands().isEmpty()) {
            return "There is no command " + unmatched.getUnmatched().get(0) + ".";
        }
        return problem.getMessage().replaceFirst("^Error: ", "");
    }

    private static int failed(Exception problem, Environment environment, Terminal terminal) {
        if (environment.variable(DEBUG).isPresent()) {
            problem.printStackTrace();
        }
        terminal.error(
                problem instanceof UserError error
                        ? error
                        : new UserError(
                                "That did not work: " + reason(problem),
                                "imagine doctor says what works here; " + DEBUG + "=1 shows where it went wrong."));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String reason(Exception problem) {
        return problem.getClass().getSimpleName() + (problem.getMessage() == null ? "" : ": " + problem.getMessage());
    }

    private static Path javaExecutable() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        return bin.resolve(File.separatorChar == '\\' ? "java.exe" : "java");
    }

    /** The jars this program runs from, which are the kernel's as well. */
    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .sorted()
                .toList();
    }
}
