/*
 * What no code beats: only the stores, and as little as possible to find out where. Two cursors remember the last table of pages and of large pages.
 * Ranges fill live tables with unrolled 8-byte stores, and tables that are not linked yet with the widest stores there are. It checks nothing, keeps
 * no markers, makes no superpages of pages, splits and frees nothing. A call returns its flush flags, so that no memory gathers them.
 */
#include "pagetables.h"

#if defined(__AVX512F__)
enum { LANES = 8 };
#define COUNTING {0, 1, 2, 3, 4, 5, 6, 7}
#elif defined(__AVX__)
enum { LANES = 4 };
#define COUNTING {0, 1, 2, 3}
#else
enum { LANES = 2 };
#define COUNTING {0, 1}
#endif
typedef uint64_t lanes __attribute__((vector_size(LANES * sizeof(uint64_t)), may_alias));
typedef uint64_t unaligned_lanes __attribute__((vector_size(LANES * sizeof(uint64_t)), may_alias, aligned(8)));

enum { UNROLLED = 8 };

/* The table below an entry; made if there is none. */
static inline uint64_t *below(struct table *t, uint64_t *entry)
{
    if (!LIKELY(*entry & PRESENT)) {
        uint64_t frame = allocate(t);
        if (!frame)
            return NULL;
        store(entry, frame | READ | WRITE);
    }
    return table_of(t, *entry);
}

/* The entry of the last table that leads to a leaf of a level. */
static inline uint64_t *parent_of(struct table *t, uint64_t dfn, int leaf)
{
    uint64_t *entries = t->root;
    for (int level = LEVELS; level > leaf + 1 && entries; level--)
        entries = below(t, &entries[index_of(dfn, level)]);
    return entries ? &entries[index_of(dfn, leaf + 1)] : NULL;
}

/* The table of pages, which is remembered. */
static inline uint64_t *walk_to_pages(struct table *t, uint64_t dfn)
{
    uint64_t *parent = parent_of(t, dfn, 1);
    uint64_t *entries = parent ? below(t, parent) : NULL;
    t->pages = (struct cursor){entries ? dfn >> INDEX_BITS : UINT64_MAX, entries};
    return entries;
}

static inline uint64_t large_tag(uint64_t dfn, unsigned order)
{
    return dfn >> (order + INDEX_BITS) << 6 | order;
}

static inline uint64_t *walk_to_large(struct table *t, uint64_t dfn, unsigned order)
{
    uint64_t *entries = t->root;
    for (int level = LEVELS; level > 1 + (int)order / INDEX_BITS && entries; level--)
        entries = below(t, &entries[index_of(dfn, level)]);
    t->large = (struct cursor){entries ? large_tag(dfn, order) : UINT64_MAX, entries};
    return entries;
}

static inline unsigned replace(uint64_t *entry, uint64_t value)
{
    uint64_t old = *entry;
    store(entry, value);
    return ADDED | (old & READ) << 1;
}

static inline unsigned erase(uint64_t *entry)
{
    uint64_t old = *entry;
    store(entry, 0);
    return (old & READ) << 1;
}

static __attribute__((noinline)) int map_4k_elsewhere(struct table *t, uint64_t dfn, uint64_t mfn, unsigned flags)
{
    uint64_t *entries = walk_to_pages(t, dfn);
    return entries ? (int)replace(&entries[dfn % ENTRIES], mfn << FRAME_SHIFT | access_of(flags)) : -ENOMEM;
}

CALLED static int map_4k(struct table *t, uint64_t dfn, uint64_t mfn, unsigned flags)
{
    if (LIKELY(t->pages.tag == dfn >> INDEX_BITS))
        return (int)replace(&t->pages.entries[dfn % ENTRIES], mfn << FRAME_SHIFT | access_of(flags));
    return map_4k_elsewhere(t, dfn, mfn, flags);
}

static __attribute__((noinline)) int map_large_elsewhere(struct table *t, uint64_t dfn, uint64_t mfn, unsigned order, unsigned flags)
{
    uint64_t *entries = walk_to_large(t, dfn, order);
    return entries ? (int)replace(&entries[(dfn >> order) % ENTRIES], mfn << FRAME_SHIFT | SUPERPAGE | access_of(flags)) : -ENOMEM;
}

CALLED static int map_large(struct table *t, uint64_t dfn, uint64_t mfn, unsigned order, unsigned flags)
{
    if (LIKELY(t->large.tag == large_tag(dfn, order)))
        return (int)replace(&t->large.entries[(dfn >> order) % ENTRIES], mfn << FRAME_SHIFT | SUPERPAGE | access_of(flags));
    return map_large_elsewhere(t, dfn, mfn, order, flags);
}

static __attribute__((noinline)) int unmap_4k_elsewhere(struct table *t, uint64_t dfn)
{
    uint64_t *entries = walk_to_pages(t, dfn);
    return entries ? (int)erase(&entries[dfn % ENTRIES]) : -ENOMEM;
}

CALLED static int unmap_4k(struct table *t, uint64_t dfn)
{
    if (LIKELY(t->pages.tag == dfn >> INDEX_BITS))
        return (int)erase(&t->pages.entries[dfn % ENTRIES]);
    return unmap_4k_elsewhere(t, dfn);
}

static __attribute__((noinline)) int unmap_large_elsewhere(struct table *t, uint64_t dfn, unsigned order)
{
    uint64_t *entries = walk_to_large(t, dfn, order);
    return entries ? (int)erase(&entries[(dfn >> order) % ENTRIES]) : -ENOMEM;
}

CALLED static int unmap_large(struct table *t, uint64_t dfn, unsigned order)
{
    if (LIKELY(t->large.tag == large_tag(dfn, order)))
        return (int)erase(&t->large.entries[(dfn >> order) % ENTRIES]);
    return unmap_large_elsewhere(t, dfn, order);
}

CALLED static uint64_t lookup(const struct table *t, uint64_t dfn)
{
    uint64_t entry = t->root[index_of(dfn, 4)], inside = 0;
    if (LIKELY(entry & PRESENT))
        entry = table_of(t, entry)[index_of(dfn, 3)];
    if (LIKELY((entry & (PRESENT | SUPERPAGE)) == PRESENT)) {
        entry = table_of(t, entry)[index_of(dfn, 2)];
        if (LIKELY((entry & (PRESENT | SUPERPAGE)) == PRESENT))
            entry = table_of(t, entry)[index_of(dfn, 1)];
        else
            inside = dfn << FRAME_SHIFT & 0x1ff000;
    } else {
        inside = dfn << FRAME_SHIFT & 0x3ffff000;
    }
    return entry & PRESENT ? (entry & (ADDRESS | PRESENT)) + inside : 0;
}

/* What the entries held before, ored together. */
static inline uint64_t fill_live(uint64_t *entry, uint64_t count, uint64_t value, uint64_t step)
{
    uint64_t old = 0;
    unaligned_lanes olds = {0};
    for (; count >= UNROLLED; count -= UNROLLED, entry += UNROLLED, value += UNROLLED * step) {
        for (int i = 0; i < UNROLLED; i += LANES)
            olds |= *(unaligned_lanes *)&entry[i];
#pragma GCC unroll 8
        for (int i = 0; i < UNROLLED; i++)
            store(&entry[i], value + i * step);
    }
    for (; count; count--, entry++, value += step) {
        old |= *entry;
        store(entry, value);
    }
    for (int i = 0; i < LANES; i++)
        old |= olds[i];
    return old;
}

static inline void fill_fresh(uint64_t *entry, uint64_t count, uint64_t value)
{
    const uint64_t step = FRAME_SIZE;
    const lanes counting = COUNTING;
    for (; count && (uintptr_t)entry % sizeof(lanes); count--, value += step)
        *entry++ = value;
    lanes values = value + counting * step;
    for (; count >= 4 * LANES; count -= 4 * LANES, entry += 4 * LANES, value += 4 * LANES * step) {
#pragma GCC unroll 4
        for (int i = 0; i < 4; i++, values += LANES * step)
            *(lanes *)&entry[i * LANES] = values;
    }
    for (; count; count--, value += step)
        *entry++ = value;
}

/* In a table that is not the last one. */
static __attribute__((noinline)) bool fill_elsewhere(struct table *t, uint64_t dfn, uint64_t count, uint64_t value, uint64_t *old)
{
    uint64_t *parents = LIKELY(t->large.tag == large_tag(dfn, INDEX_BITS)) ? t->large.entries : walk_to_large(t, dfn, INDEX_BITS);
    if (!parents)
        return false;
    uint64_t *parent = &parents[index_of(dfn, 2)], entry = *parent;
    if (LIKELY(!(entry & PRESENT))) {
        uint64_t frame = allocate(t);
        if (!frame)
            return false;
        t->pages = (struct cursor){dfn >> INDEX_BITS, table_of(t, frame)};
        fill_fresh(t->pages.entries + dfn % ENTRIES, count, value);
        store(parent, frame | READ | WRITE);
    } else {
        t->pages = (struct cursor){dfn >> INDEX_BITS, table_of(t, entry)};
        *old |= fill_live(t->pages.entries + dfn % ENTRIES, count, value, FRAME_SIZE);
    }
    return true;
}

CALLED static int map_range(struct table *t, uint64_t dfn, uint64_t mfn, uint64_t count, unsigned flags)
{
    uint64_t value = mfn << FRAME_SHIFT | access_of(flags), old = 0;
    while (count) {
        uint64_t index = dfn % ENTRIES, here = ENTRIES - index < count ? ENTRIES - index : count;
        if (t->pages.tag == dfn >> INDEX_BITS)
            old |= fill_live(t->pages.entries + index, here, value, FRAME_SIZE);
        else if (!fill_elsewhere(t, dfn, here, value, &old))
            return -ENOMEM;
        dfn += here;
        value += here << FRAME_SHIFT;
        count -= here;
    }
    return (int)(ADDED | (old & READ) << 1);
}

CALLED static int unmap_range(struct table *t, uint64_t dfn, uint64_t count)
{
    uint64_t old = 0;
    while (count) {
        uint64_t index = dfn % ENTRIES, here = ENTRIES - index < count ? ENTRIES - index : count;
        uint64_t *entries = LIKELY(t->pages.tag == dfn >> INDEX_BITS) ? t->pages.entries : walk_to_pages(t, dfn);
        if (!entries)
            return -ENOMEM;
        old |= fill_live(entries + index, here, 0, 0);
        dfn += here;
        count -= here;
    }
    return (int)((old & READ) << 1);
}

/* Gathers the flags of a call in a register. */
static inline int64_t gather(int64_t result, unsigned *flush)
{
    *flush |= (unsigned)result;
    return result;
}

static inline int64_t map_one(struct table *t, uint64_t dfn, uint64_t mfn, unsigned order, unsigned *flush)
{
    return gather(order ? map_large(t, dfn, mfn, order, READABLE | WRITABLE) : map_4k(t, dfn, mfn, READABLE | WRITABLE), flush);
}

static inline int64_t map_many(struct table *t, uint64_t dfn, uint64_t mfn, uint64_t count, unsigned *flush)
{
    return gather(map_range(t, dfn, mfn, count, READABLE | WRITABLE), flush);
}

static inline int64_t unmap_one(struct table *t, uint64_t dfn, unsigned order, unsigned *flush)
{
    return gather(order ? unmap_large(t, dfn, order) : unmap_4k(t, dfn), flush);
}

static inline int64_t unmap_many(struct table *t, uint64_t dfn, uint64_t count, unsigned *flush)
{
    return gather(unmap_range(t, dfn, count), flush);
}

static inline uint64_t find(const struct table *t, uint64_t dfn)
{
    return lookup(t, dfn);
}

#include "pagetables_loops.h"
