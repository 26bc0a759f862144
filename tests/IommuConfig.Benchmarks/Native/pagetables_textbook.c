/*
 * Page tables as a careful programmer writes them down: every call walks from the root, one page at a time; a range is a loop that takes the
 * largest page that fits. With WRITE_BACK the hardware does not look into caches, and each store is written back.
 */
#include "pagetables.h"

#ifdef WRITE_BACK
#include "pagetables_writeback.h"

static inline void publish(uint64_t *entry, uint64_t value)
{
    store(entry, value);
    write_back(entry, sizeof(*entry));
}

static inline void publish_table(uint64_t *entries)
{
    write_back(entries, FRAME_SIZE);
}
#else
static inline void publish(uint64_t *entry, uint64_t value)
{
    store(entry, value);
}

static inline void publish_table(uint64_t *entries)
{
    (void)entries;
}
#endif

/* A superpage becomes a table of pages of the next smaller size. */
static int split(struct table *t, uint64_t *entry, int level, unsigned *flush)
{
    uint64_t frame = allocate(t), old = *entry, *entries;
    uint64_t size = (uint64_t)FRAME_SIZE << ((level - 2) * INDEX_BITS);

    if (!frame)
        return -ENOMEM;
    entries = table_of(t, frame);
    if (level == 2)
        old &= ~(uint64_t)SUPERPAGE;
    for (int i = 0; i < ENTRIES; i++)
        store(&entries[i], old + i * size);
    publish_table(entries);
    publish(entry, frame | READ | WRITE);
    *flush |= MODIFIED;
    return 0;
}

static int map_page(struct table *t, uint64_t dfn, uint64_t mfn, unsigned order, unsigned flags, unsigned *flush)
{
    uint64_t *entries = t->root, *entry, old, value;
    int leaf = 1 + order / INDEX_BITS;

    if (dfn >> DFN_BITS || mfn >> MFN_BITS)
        return -EFAULT;
    if ((dfn | mfn) & ((UINT64_C(1) << order) - 1))
        return -EINVAL;

    for (int level = LEVELS; level > leaf; level--) {
        entry = &entries[index_of(dfn, level)];
        if (!(*entry & PRESENT)) {
            uint64_t frame = allocate(t);
            if (!frame)
                return -ENOMEM;
            publish_table(table_of(t, frame));
            publish(entry, frame | READ | WRITE);
        } else if (*entry & SUPERPAGE) {
            int error = split(t, entry, level, flush);
            if (error)
                return error;
        }
        entries = table_of(t, *entry);
    }

    entry = &entries[index_of(dfn, leaf)];
    old = *entry;
    value = mfn << FRAME_SHIFT | access_of(flags) | (leaf > 1 ? SUPERPAGE : 0);
    if (old == value)
        return 0;
    publish(entry, value);
    *flush |= ADDED;
    if (old & PRESENT)
        *flush |= MODIFIED;
    return 0;
}

static int unmap_page(struct table *t, uint64_t dfn, unsigned order, unsigned *flush)
{
    uint64_t *entries = t->root, *entry;
    int leaf = 1 + order / INDEX_BITS;

    if (dfn >> DFN_BITS)
        return 0;
    if (dfn & ((UINT64_C(1) << order) - 1))
        return -EINVAL;

    for (int level = LEVELS; level > leaf; level--) {
        entry = &entries[index_of(dfn, level)];
        if (!(*entry & PRESENT))
            return 0;
        if (*entry & SUPERPAGE) {
            int error = split(t, entry, level, flush);
            if (error)
                return error;
        }
        entries = table_of(t, *entry);
    }

    entry = &entries[index_of(dfn, leaf)];
    if (*entry & PRESENT) {
        publish(entry, 0);
        *flush |= MODIFIED;
    }
    return 0;
}

CALLED static int map(struct table *t, uint64_t dfn, uint64_t mfn, unsigned order, unsigned flags, unsigned *flush)
{
    return map_page(t, dfn, mfn, order, flags, flush);
}

CALLED static int unmap(struct table *t, uint64_t dfn, unsigned order, unsigned *flush)
{
    return unmap_page(t, dfn, order, flush);
}

CALLED static int lookup(const struct table *t, uint64_t dfn, uint64_t *mfn, unsigned *flags)
{
    const uint64_t *entries = t->root;

    if (dfn >> DFN_BITS)
        return -ENOENT;
    for (int level = LEVELS; ; level--) {
        uint64_t entry = entries[index_of(dfn, level)];
        if (!(entry & PRESENT))
            return -ENOENT;
        if (level == 1 || entry & SUPERPAGE) {
            uint64_t inside = (UINT64_C(1) << ((level - 1) * INDEX_BITS)) - 1;
            *mfn = (entry & ADDRESS) >> FRAME_SHIFT | (dfn & inside);
            *flags = (unsigned)(entry & PRESENT) << 6;
            return 0;
        }
        entries = table_of(t, entry);
    }
}

/* The largest page that begins here and is not longer than the rest. */
static inline unsigned order_of(uint64_t frames, uint64_t count)
{
    unsigned order = 0;
    while (order < 2 * INDEX_BITS && !(frames & ((UINT64_C(1) << (order + INDEX_BITS)) - 1)) && count >> (order + INDEX_BITS))
        order += INDEX_BITS;
    return order;
}

CALLED static int map_range(struct table *t, uint64_t dfn, uint64_t mfn, uint64_t count, unsigned flags, unsigned *flush)
{
    for (uint64_t done = 0, size; done < count; done += size) {
        unsigned order = order_of((dfn + done) | (mfn + done), count - done);
        int error = map_page(t, dfn + done, mfn + done, order, flags, flush);
        if (error)
            return error;
        size = UINT64_C(1) << order;
    }
    return 0;
}

CALLED static int unmap_range(struct table *t, uint64_t dfn, uint64_t count, unsigned *flush)
{
    for (uint64_t done = 0, size; done < count; done += size) {
        unsigned order = order_of(dfn + done, count - done);
        int error = unmap_page(t, dfn + done, order, flush);
        if (error)
            return error;
        size = UINT64_C(1) << order;
    }
    return 0;
}

static inline int64_t map_one(struct table *t, uint64_t dfn, uint64_t mfn, unsigned order, unsigned *flush)
{
    return map(t, dfn, mfn, order, READABLE | WRITABLE, flush);
}

static inline int64_t map_many(struct table *t, uint64_t dfn, uint64_t mfn, uint64_t count, unsigned *flush)
{
    return map_range(t, dfn, mfn, count, READABLE | WRITABLE, flush);
}

static inline int64_t unmap_one(struct table *t, uint64_t dfn, unsigned order, unsigned *flush)
{
    return unmap(t, dfn, order, flush);
}

static inline int64_t unmap_many(struct table *t, uint64_t dfn, uint64_t count, unsigned *flush)
{
    return unmap_range(t, dfn, count, flush);
}

static inline uint64_t find(const struct table *t, uint64_t dfn)
{
    uint64_t mfn;
    unsigned flags;
    return lookup(t, dfn, &mfn, &flags) ? 0 : mfn << FRAME_SHIFT | flags >> 6;
}

#include "pagetables_loops.h"

#ifdef WRITE_BACK
EXPORT void peer_write_back(void *start, size_t size)
{
    write_back(start, size);
}
#endif
