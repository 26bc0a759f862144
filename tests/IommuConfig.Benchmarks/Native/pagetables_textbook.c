/*
 * Page tables as a careful programmer writes them down: every call walks from the root, one page at a time; a range is a loop that takes the
 * largest page that fits. With WRITE_BACK the hardware does not look into caches, and each store is written back.
 */
#include "pagetables.h"

enum { ROOT_SHIFT = (LEVELS - 1) * INDEX_BITS };
enum { ORDER_4K = 0, ORDER_2M = INDEX_BITS, ORDER_1G = 2 * INDEX_BITS, PAGES_2M = 1 << ORDER_2M, PAGES_1G = 1 << ORDER_1G };

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

/* A superpage becomes a table of pages of the next smaller size. Shifts are those of the pages' numbers: 9 for 2 MiB, 18 for 1 GiB. */
static __attribute__((noinline)) int split(struct table *t, uint64_t *entry, unsigned shift, unsigned *flush)
{
    uint64_t frame = allocate(t), old = *entry, *entries;

    if (!frame)
        return -ENOMEM;
    entries = table_of(t, frame);
    shift -= INDEX_BITS;
    if (shift == 0)
        old &= ~(uint64_t)SUPERPAGE;
    for (uint64_t i = 0; i < ENTRIES; i++)
        store(&entries[i], old + (i << (shift + FRAME_SHIFT)));
    publish_table(entries);
    publish(entry, frame | READ | WRITE);
    *flush |= MODIFIED;
    return 0;
}

/* What is missing on the way down: a table, or one in place of a superpage. */
static __attribute__((noinline)) int add_table(struct table *t, uint64_t *entry, unsigned shift, unsigned *flush)
{
    uint64_t frame;

    if (*entry & PRESENT)
        return split(t, entry, shift, flush);
    frame = allocate(t);
    if (!frame)
        return -ENOMEM;
    publish_table(table_of(t, frame));
    publish(entry, frame | READ | WRITE);
    return 0;
}

static int map_page(struct table *t, uint64_t dfn, uint64_t mfn, unsigned order, unsigned flags, unsigned *flush)
{
    uint64_t *entries = t->root, *entry, old, value;

    if (dfn >> DFN_BITS || mfn >> MFN_BITS)
        return -EFAULT;
    if ((dfn | mfn) & ((UINT64_C(1) << order) - 1))
        return -EINVAL;

    for (unsigned shift = ROOT_SHIFT; shift > order; shift -= INDEX_BITS) {
        entry = &entries[(dfn >> shift) % ENTRIES];
        if (!LIKELY((*entry & (PRESENT | SUPERPAGE)) == PRESENT)) {
            int error = add_table(t, entry, shift, flush);
            if (error)
                return error;
        }
        entries = table_of(t, *entry);
    }

    entry = &entries[(dfn >> order) % ENTRIES];
    old = *entry;
    value = mfn << FRAME_SHIFT | access_of(flags);
    if (order)
        value |= SUPERPAGE;
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

    if (dfn >> DFN_BITS)
        return 0;
    if (dfn & ((UINT64_C(1) << order) - 1))
        return -EINVAL;

    for (unsigned shift = ROOT_SHIFT; shift > order; shift -= INDEX_BITS) {
        entry = &entries[(dfn >> shift) % ENTRIES];
        if (!(*entry & PRESENT))
            return 0;
        if (*entry & SUPERPAGE) {
            int error = split(t, entry, shift, flush);
            if (error)
                return error;
        }
        entries = table_of(t, *entry);
    }

    entry = &entries[(dfn >> order) % ENTRIES];
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
    for (unsigned shift = ROOT_SHIFT; ; shift -= INDEX_BITS) {
        uint64_t entry = entries[(dfn >> shift) % ENTRIES];
        if (!(entry & PRESENT))
            return -ENOENT;
        if (shift == 0 || entry & SUPERPAGE) {
            *mfn = (entry & ADDRESS) >> FRAME_SHIFT | (dfn & ((UINT64_C(1) << shift) - 1));
            *flags = (unsigned)(entry & PRESENT) << 6;
            return 0;
        }
        entries = table_of(t, entry);
    }
}

/* The largest page that begins here and is not longer than the rest. */
static inline unsigned order_of(uint64_t frames, uint64_t count)
{
    if (frames % PAGES_2M || count < PAGES_2M)
        return ORDER_4K;
    return frames % PAGES_1G || count < PAGES_1G ? ORDER_2M : ORDER_1G;
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
