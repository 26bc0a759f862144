/*
 * A library that stands between a program and the C library where shell commands are started: no command is run, the answers come from the file
 * that PROBES_REPLAY names. A command that is not in the file ends the program.
 *
 * The C program has it preloaded. The .NET tool looks for the "libc" of its platform calls in its own folder first, so there this library lies beside
 * the tool under the name libc.so; what it does not define, the C library behind it does.
 *
 * The file: for each command "<bytes of the command> <bytes of the answer>\n", the command, the answer, "\n".
 * PROBES_COUNT=file receives, at the end of the program, how many commands were answered: so one can see that the replay was what happened.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHELL_EXITED 0x7ffffff0 /* the process id of a shell that never was */

struct answer {
    const char *command;
    size_t command_length;
    char *text;
    size_t text_length;
};

static struct answer *s_answers;
static size_t s_answer_count;
static atomic_uint s_answered;
static __thread int s_output_of_next_shell = -1;

static void fail(const char *what, const char *detail)
{
    fprintf(stderr, "answers: %s: %s\n", what, detail);
    _exit(99);
}

static char *read_whole(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        fail("cannot read", path);
    *length = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*length + 1);
    if (fread(text, 1, *length, file) != *length)
        fail("cannot read", path);
    text[*length] = 0;
    fclose(file);
    return text;
}

static void load(const char *path)
{
    size_t length;
    char *at = read_whole(path, &length);
    char *end = at + length;
    size_t capacity = 0;
    while (at < end) {
        size_t command_length = strtoul(at, &at, 10);
        size_t text_length = strtoul(at, &at, 10);
        if (*at != '\n' || (size_t)(end - at) < command_length + text_length + 2)
            fail("malformed", path);
        if (s_answer_count == capacity) {
            capacity = capacity ? capacity * 2 : 128;
            s_answers = realloc(s_answers, capacity * sizeof(*s_answers));
        }
        at++;
        s_answers[s_answer_count++] = (struct answer){ at, command_length, at + command_length, text_length };
        at += command_length + text_length + 1;
    }
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("PROBES_REPLAY");
    if (path)
        load(path);
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("PROBES_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%u\n", atomic_load(&s_answered));
        fclose(file);
    }
}

static struct answer *find(const char *command)
{
    size_t length = strlen(command);
    for (size_t i = 0; i < s_answer_count; i++) {
        if (s_answers[i].command_length == length && memcmp(s_answers[i].command, command, length) == 0) {
            atomic_fetch_add(&s_answered, 1);
            return &s_answers[i];
        }
    }
    fail("a command without a recorded answer", command);
    return NULL;
}

static FILE *open_answer(char *text, size_t length)
{
    return length ? fmemopen(text, length, "r") : fopen("/dev/null", "r");
}

/* The C program's way to a shell. */
FILE *popen(const char *command, const char *type)
{
    (void)type;
    struct answer *answer = find(command);
    return open_answer(answer->text, answer->text_length);
}

int pclose(FILE *file)
{
    return fclose(file);
}

/* The .NET tool's way to a shell: posix_spawn of /bin/sh with its output led into a pipe. The answer is written into that pipe, which holds 64 KiB. */
int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int file, int target)
{
    (void)actions;
    if (target == STDOUT_FILENO)
        s_output_of_next_shell = file;
    return 0;
}

int posix_spawn(pid_t *process, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
                char *const arguments[], char *const environment[])
{
    (void)actions, (void)attributes, (void)environment;
    if (strcmp(path, "/bin/sh") != 0 || strcmp(arguments[1], "-c") != 0 || s_output_of_next_shell < 0)
        fail("not a shell", path);
    struct answer *answer = find(arguments[2]);
    size_t length = answer->text_length < 4096 ? answer->text_length : 4096;
    if (write(s_output_of_next_shell, answer->text, length) != (ssize_t)length)
        fail("cannot answer", arguments[2]);
    s_output_of_next_shell = -1;
    *process = SHELL_EXITED;
    return 0;
}

pid_t waitpid(pid_t process, int *status, int options)
{
    if (process != SHELL_EXITED) {
        pid_t (*real_waitpid)(pid_t, int *, int) = (pid_t (*)(pid_t, int *, int))dlsym(RTLD_NEXT, "waitpid");
        return real_waitpid(process, status, options);
    }
    *status = 0;
    return process;
}
