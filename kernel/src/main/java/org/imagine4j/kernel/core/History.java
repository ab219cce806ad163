package org.imagine4j.kernel.core;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The cells of this session. Answers {@code history_request}; the number of the session is 1. */
final class History {
    private static final int SESSION = 1;

    private record Entry(int number, String source) {}

    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(int number, String source) {
        entries.add(new Entry(number, source));
    }

    /** The protocol's {@code history} array for a request. */
    synchronized JsonArray answer(JsonObject request) {
        boolean withOutput = Json.flag(request, "output", false);
        List<Entry> found =
                switch (Json.text(request, "hist_access_type", "tail")) {
                    case "range" -> range(request);
                    case "search" -> search(request);
                    default -> last(entries, Json.number(request, "n", 10));
                };
        JsonArray answer = new JsonArray();
        for (Entry entry : found) {
            JsonArray row = new JsonArray();
            row.add(SESSION);
            row.add(entry.number);
            if (withOutput) {
                JsonArray inputAndOutput = new JsonArray();
                inputAndOutput.add(entry.source);
                inputAndOutput.add((String) null);
                row.add(inputAndOutput);
            } else {
                row.add(entry.source);
            }
            answer.add(row);
        }
        return answer;
    }

    private List<Entry> range(JsonObject request) {
        int session = Json.number(request, "session", 0);
        if (session != 0 && session != SESSION) {
            return List.of();
        }
        int start = Json.number(request, "start", 0);
        int stop = Json.number(request, "stop", Integer.MAX_VALUE);
        return entries.stream()
                .filter(entry -> entry.number >= start && entry.number < stop)
                .toList();
    }

    private List<Entry> search(JsonObject request) {
        Pattern pattern = glob(Json.text(request, "pattern", "*"));
        List<Entry> found = entries.stream()
                .filter(entry -> pattern.matcher(entry.source).matches())
                .toList();
        if (Json.flag(request, "unique", false)) {
            Map<String, Entry> latest = new LinkedHashMap<>();
            for (Entry entry : found) {
                latest.remove(entry.source);
                latest.put(entry.source, entry);
            }
            found = List.copyOf(latest.values());
        }
        return last(found, Json.number(request, "n", Integer.MAX_VALUE));
    }

    private static List<Entry> last(List<Entry> list, int count) {
        return count <= 0 ? Collections.emptyList() : list.subList(Math.max(0, list.size() - count), list.size());
    }

    /** A glob in the protocol's sense: {@code *} is any text and {@code ?} any character. */
    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
