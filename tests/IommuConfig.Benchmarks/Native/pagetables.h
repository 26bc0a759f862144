/*
 * What the page tables of the benchmark have in common: entries as VT-d's second level has them (Intel VT-d specification, "Second-Level Paging
 * Entries"), with 4 levels, and memory that is zero before it is handed out. A machine address is the program's address less an origin.
 */
#ifndef PAGETABLES_H
#define PAGETABLES_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LEVELS = 4, INDEX_BITS = 9, ENTRIES = 1 << INDEX_BITS, FRAME_SHIFT = 12, FRAME_SIZE = 1 << FRAME_SHIFT };
enum { READ = 1, WRITE = 2, PRESENT = READ | WRITE, SUPERPAGE = 1 << 7 };
enum { ADDED = 1, MODIFIED = 2 };

/* A map call's permissions: bit 6 readable, bit 7 writable. */
enum { READABLE = 1 << 6, WRITABLE = 1 << 7 };

#define ADDRESS UINT64_C(0x000ffffffffff000)
#define DFN_BITS (LEVELS * INDEX_BITS)
#define MFN_BITS 40

/* The last table of a kind, and which part of the addresses it translates. */
struct cursor {
    uint64_t tag;
    uint64_t *entries;
};

struct table {
    uint8_t *origin;
    uint64_t *root;
    uint64_t next, end;            /* machine addresses: the next frame nobody has, and where there are no more */
    struct cursor pages, large;    /* the floor's alone */
};

/* A call reaches its callee as from another file: nothing is inlined, nothing known of its arguments. */
#define CALLED __attribute__((noipa))
#define LIKELY(x) __builtin_expect(!!(x), 1)

static inline unsigned index_of(uint64_t dfn, int level)
{
    return (unsigned)(dfn >> ((level - 1) * INDEX_BITS)) & (ENTRIES - 1);
}

static inline uint64_t *table_of(const struct table *t, uint64_t entry)
{
    return (uint64_t *)(t->origin + (entry & ADDRESS));
}

static inline uint64_t access_of(unsigned flags)
{
    return (flags >> 6) & PRESENT;
}

/* One store of the whole entry. */
static inline void store(uint64_t *entry, uint64_t value)
{
    *(volatile uint64_t *)entry = value;
}

/* The machine address of a frame of zeros, or 0. */
static inline uint64_t allocate(struct table *t)
{
    uint64_t frame = t->next;
    if (frame == t->end)
        return 0;
    t->next = frame + FRAME_SIZE;
    return frame;
}

#endif
