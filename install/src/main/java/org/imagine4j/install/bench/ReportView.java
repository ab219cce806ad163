package org.imagine4j.install.bench;

import java.util.List;
import java.util.Locale;
import org.imagine4j.install.terminal.Table;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.models.ByteSize;

/** A report as people read it. */
record ReportView(Report report) {

    void showOn(Terminal terminal) {
        Report.Drawer model = report.model();
        Machine machine = report.machine();
        terminal.line(terminal.bold(model.name() + " in " + model.precision())
                + (model.revision().equals("random") ? " (random weights)" : "") + " on " + model.device() + ", "
                + count(model.threads(), "thread"));
        terminal.line(machine.processor() + ", " + count(machine.processors(), "processor") + ", "
                + ByteSize.text(machine.memoryBytes()) + " read at "
                + ByteSize.text((long) machine.memoryBytesPerSecond()) + " a second; " + machine.system() + ", Java "
                + machine.java());
        terminal.line(format("opened in %.2f s", report.openSeconds())
                + (report.peakMemoryBytes() == 0
                        ? ""
                        : ", at most " + ByteSize.text(report.peakMemoryBytes()) + " resident"));
        terminal.line("");
        new Table(
                        List.of(
                                "PICTURES",
                                "ENCODE",
                                "DECODE",
                                "PAINT",
                                "TOTAL",
                                "A PICTURE",
                                "A STEP",
                                "WEIGHTS READ",
                                "OF BANDWIDTH"),
                        report.runs().stream().map(ReportView::cells).toList())
                .showOn(terminal);
    }

    private static List<String> cells(Report.Row row) {
        return List.of(
                String.valueOf(row.pictures()),
                format("%.3f s", row.encodeSeconds()),
                format("%.2f s", row.decodeSeconds()),
                format("%.2f s", row.paintSeconds()),
                format("%.2f s", row.totalSeconds()),
                format("%.2f s", row.secondsPerPicture()),
                format("%.1f ms", row.secondsPerStep() * 1000),
                ByteSize.text((long) row.weightBytesPerSecond()) + "/s",
                format("%.0f %%", row.bandwidthShare() * 100));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
