/*
 * Starts a program, waits for it, and writes what it cost into a file: "<wall seconds> <user> <system> <peak KiB> <exit code>". User and system time
 * include all descendants that were waited for; the peak is that of the largest of them. A small program of its own, because a process counts
 * the memory of the one that it was forked from as its own peak.
 *
 * launch FILE LIBRARY PROGRAM ARGUMENT...
 *
 * LIBRARY is preloaded into the program; "" for none.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int count, char **arguments)
{
    if (count < 4)
        return 2;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        if (*arguments[2])
            setenv("LD_PRELOAD", arguments[2], 1);
        execv(arguments[3], arguments + 3);
        perror(arguments[3]);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("launch");
        return 2;
    }
    double wall = now() - start;
    FILE *file = fopen(arguments[1], "w");
    if (!file) {
        perror(arguments[1]);
        return 2;
    }
    fprintf(file, "%.6f %.6f %.6f %ld %d\n", wall, seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return fclose(file) == 0 ? 0 : 2;
}
