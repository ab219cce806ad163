package org.imagine4j.inference.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowTest {

    @Test
    void aPictureOfTheModelsSizeIsOneWindow() {
        assertThat(Window.over(8, 8, new BitSet(), 8)).containsExactly(new Window(0, 0, 8, 8));
    }

    @Test
    void nothingIsLeftToDrawOnAFullCanvas() {
        BitSet given = new BitSet();
        given.set(0, 64);
        assertThat(Window.over(8, 8, given, 8)).isEmpty();
    }

    @Test
    void rowsBelowAPictureSeeAsMuchOfItAsFits() {
        BitSet picture = new BitSet();
        picture.set(0, 64);
        assertThat(Window.over(11, 8, picture, 8)).containsExactly(new Window(3, 0, 8, 8));
        assertThat(Window.over(16, 8, picture, 8)).containsExactly(new Window(4, 0, 8, 8), new Window(8, 0, 8, 8));
    }

    @Test
    void aWideCanvasIsFilledFromTheLeft() {
        assertThat(Window.over(8, 14, new BitSet(), 8))
                .containsExactly(new Window(0, 0, 8, 14), new Window(0, 4, 8, 14), new Window(0, 6, 8, 14));
    }

    @Property
    void windowsFillEveryOpenPlaceAndStayInside(
            @ForAll @IntRange(min = 1, max = 6) int side,
            @ForAll @IntRange(max = 12) int moreRows,
            @ForAll @IntRange(max = 12) int moreColumns,
            @ForAll List<@IntRange(max = 323) Integer> places) {
        int rows = side + moreRows;
        int columns = side + moreColumns;
        BitSet filled = new BitSet();
        places.stream().filter(place -> place < rows * columns).forEach(filled::set);
        for (Window window : Window.over(rows, columns, filled, side)) {
            assertThat(window.top()).isBetween(0, rows - side);
            assertThat(window.left()).isBetween(0, columns - side);
            int before = filled.cardinality();
            for (int position = 0; position < side * side; position++) {
                filled.set(window.place(position));
            }
            assertThat(filled.cardinality()).as("each window draws something").isGreaterThan(before);
        }
        assertThat(filled.nextClearBit(0)).isEqualTo(rows * columns);
    }
}
