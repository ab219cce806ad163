package org.imagine4j.install;

import java.util.List;
import java.util.concurrent.Callable;
import org.imagine4j.install.doctor.Doctor;
import org.imagine4j.install.doctor.Finding;
import org.imagine4j.install.terminal.Mark;
import org.imagine4j.install.terminal.Terminal;
import picocli.CommandLine.Command;

/** {@code imagine doctor}: what works here, what does not, and what to do about it. */
@Command(
        name = "doctor",
        description = {
            "Check Java, Jupyter, the kernel, the execution providers and the models.",
            "Exit code 1 if something does not work."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {
    private static final int SUBJECT_WIDTH = 14;

    private final Terminal terminal;
    private final Doctor doctor;

    DoctorCommand(Terminal terminal, Doctor doctor) {
        this.terminal = terminal;
        this.doctor = doctor;
    }

    @Override
    public Integer call() {
        terminal.line(terminal.bold("Imagine " + Version.number()));
        List<Finding> findings =
                doctor.examine(subject -> terminal.progress("  looking at " + subject + " …"), this::show);
        long bad =
                findings.stream().filter(finding -> finding.mark() == Mark.BAD).count();
        terminal.line("");
        terminal.line(bad == 0 ? "All is well." : bad + (bad == 1 ? " thing does" : " things do") + " not work.");
        return bad == 0 ? 0 : 1;
    }

    private void show(Finding finding) {
        String subject = String.format("%-" + SUBJECT_WIDTH + "s", finding.subject());
        terminal.line(finding.mark(), terminal.bold(subject) + finding.detail());
        finding.remedy().ifPresent(remedy -> terminal.line(" ".repeat(SUBJECT_WIDTH + 2) + terminal.arrow() + remedy));
    }
}
