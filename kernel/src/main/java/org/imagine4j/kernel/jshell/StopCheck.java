package org.imagine4j.kernel.jshell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.function.BooleanSupplier;

/**
 * The question that instrumented snippet code asks at every loop and call: must I stop?
 *
 * <p>The answer is a {@link MutableCallSite}, not a field. While nobody interrupts, its target does nothing, and the
 * JIT compiles the question to no code at all, so that loops are unrolled and vectorised as ever. An interrupt changes
 * the target; the JVM then throws the compiled code away and the running loop meets the new target. There is one such
 * call site for the process, as there is one JIT.
 */
public final class StopCheck {
    private static final MethodType TYPE = MethodType.methodType(void.class);
    private static final MethodHandle GO_ON = MethodHandles.zero(void.class);
    private static final MethodHandle STOP_IF;
    private static final MutableCallSite SITE = new MutableCallSite(GO_ON);
    private static final MethodHandle QUESTION = SITE.dynamicInvoker();

    static {
        try {
            STOP_IF = MethodHandles.lookup()
                    .findStatic(StopCheck.class, "stopIf", MethodType.methodType(void.class, BooleanSupplier.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private StopCheck() {}

    /** Called by instrumented code. */
    public static void check() throws Throwable {
        QUESTION.invokeExact();
    }

    /** Called by instrumented code in place of {@link System#exit}: a cell must not take the session with it. */
    @SuppressWarnings("DoNotCallSuggester") // cells call it, by way of the weaver
    public static void exit(int status) {
        throw new CellExit(status);
    }

    /** The same for {@link Runtime#exit} and {@link Runtime#halt}. */
    @SuppressWarnings("DoNotCallSuggester")
    public static void exit(Runtime runtime, int status) {
        throw new CellExit(status);
    }

    /** Stops every thread that asks while {@code here} says yes. */
    static void arm(BooleanSupplier here) {
        setTarget(STOP_IF.bindTo(here).asType(TYPE));
    }

    /** Lets everything run again. */
    static void disarm() {
        if (SITE.getTarget() != GO_ON) {
            setTarget(GO_ON);
        }
    }

    private static void setTarget(MethodHandle target) {
        SITE.setTarget(target);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }

    @SuppressWarnings("unused") // the call site's target while an interrupt is under way
    private static void stopIf(BooleanSupplier here) {
        if (here.getAsBoolean()) {
            throw new CellStopped();
        }
    }
}
