/* Caches to memory, for hardware that does not look into them. Nothing waits before write_back_wait. */
#include <stddef.h>
#include <stdint.h>

enum { LINE_SIZE = 64 };

#if defined(__x86_64__)
#include <x86intrin.h>

static inline void write_back_line(void *line)
{
#ifdef __CLWB__
    _mm_clwb(line);
#else
    _mm_clflushopt(line);
#endif
}

static inline void write_back_wait(void)
{
    _mm_sfence();
}

#elif defined(__aarch64__)

static inline void write_back_line(void *line)
{
    __asm__ volatile("dc cvac, %0" : : "r"(line) : "memory");
}

static inline void write_back_wait(void)
{
    __asm__ volatile("dsb ish" : : : "memory");
}

#endif

static inline void write_back(void *start, size_t size)
{
    uintptr_t end = (uintptr_t)start + size;
    for (uintptr_t line = (uintptr_t)start & ~(uintptr_t)(LINE_SIZE - 1); line < end; line += LINE_SIZE)
        write_back_line((void *)line);
    write_back_wait();
}
