package org.imagine4j.models.hub;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After}: seconds, or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {

    private RetryAfter() {}

    /** How long the server wants to be left alone. */
    static Optional<Duration> of(HttpHeaders headers) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(RetryAfter::parse);
    }

    /** What to tell the user. */
    static String advice(HttpHeaders headers) {
        return of(headers)
                .map(pause -> "Run the same command again in " + text(pause))
                .orElse("Run the same command again later");
    }

    private static Optional<Duration> parse(String value) {
        try {
            if (value.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration pause = Duration.between(Instant.now(), until);
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(Duration pause) {
        return pause.toSeconds() <= 120 ? pause.toSeconds() + " seconds" : (pause.toMinutes() + 1) + " minutes";
    }
}
