package org.imagine4j.kernel.notebook;

import org.imagine4j.kernel.core.Outcome;

/** Code that a magic ran has failed; the report is about that code, not about the magic. */
final class CellFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome.Failure report;

    CellFailure(Outcome.Failure report) {
        super(report.message());
        this.report = report;
    }

    Outcome.Failure report() {
        return report;
    }
}
