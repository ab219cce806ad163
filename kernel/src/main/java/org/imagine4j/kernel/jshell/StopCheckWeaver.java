package org.imagine4j.kernel.jshell;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves {@link StopCheck}s into the classes of snippets: at method entry and before every backward jump. A check takes
 * and leaves nothing on the stack, so the class's stack maps stay valid. Calls of {@link System#exit}
 * and its like in {@link Runtime} are redirected.
 */
final class StopCheckWeaver {
    private static final String STOP_CHECK = Type.getInternalName(StopCheck.class);
    private static final String RUNTIME = Type.getInternalName(Runtime.class);
    private static final String EXIT_OF_RUNTIME = "(Ljava/lang/Runtime;I)V";
    private static final String SYSTEM = Type.getInternalName(System.class);

    private StopCheckWeaver() {}

    static byte[] weave(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new ClassWeaver(writer), 0);
        return writer.toByteArray();
    }

    private static final class ClassWeaver extends ClassVisitor {
        ClassWeaver(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodWeaver(super.visitMethod(access, name, descriptor, signature, exceptions));
        }
    }

    private static final class MethodWeaver extends MethodVisitor {
        private final Set<Label> passed = new HashSet<>();

        MethodWeaver(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            check();
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label target) {
            checkIfBackward(target);
            super.visitJumpInsn(opcode, target);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label fallback, Label... targets) {
            checkIfBackward(fallback);
            checkIfBackward(targets);
            super.visitTableSwitchInsn(min, max, fallback, targets);
        }

        @Override
        public void visitLookupSwitchInsn(Label fallback, int[] keys, Label[] targets) {
            checkIfBackward(fallback);
            checkIfBackward(targets);
            super.visitLookupSwitchInsn(fallback, keys, targets);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals(SYSTEM) && name.equals("exit")) {
                super.visitMethodInsn(opcode, STOP_CHECK, "exit", descriptor, isInterface);
            } else if (owner.equals(RUNTIME) && (name.equals("exit") || name.equals("halt"))) {
                // The receiver becomes the first argument.
                super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP_CHECK, "exit", EXIT_OF_RUNTIME, false);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        private void checkIfBackward(Label... targets) {
            for (Label target : targets) {
                if (passed.contains(target)) {
                    check();
                    return;
                }
            }
        }

        private void check() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP_CHECK, "check", "()V", false);
        }
    }
}
