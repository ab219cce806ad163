package org.imagine4j.kernel.core;

import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.imagine4j.kernel.wire.Message;

/** Where cells wait for the user's input; one question at a time. */
final class InputDesk {

    private record Question(String id, BlockingQueue<String> answer) {}

    private final ReentrantLock turn = new ReentrantLock();
    private volatile Question open;

    /** Sends {@code question} and waits for its answer. */
    String ask(Message question, Consumer<Message> send) throws InterruptedIOException {
        try {
            turn.lockInterruptibly();
            try {
                Question mine = new Question(question.id(), new ArrayBlockingQueue<>(1));
                open = mine;
                send.accept(question);
                return mine.answer.take();
            } finally {
                open = null;
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("Interrupted while waiting for input");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** Takes an {@code input_reply}. A late answer to a question that nobody asks any more is dropped. */
    void answered(Message reply) {
        Question question = open;
        String parent = Json.text(reply.parentHeader(), "msg_id", "");
        if (question != null && (parent.isEmpty() || parent.equals(question.id))) {
            boolean unused = question.answer.offer(Json.text(reply.content(), "value", ""));
        }
    }
}
