/*
 * What the benchmark calls, the same for each peer: the loops around single calls, so that the way from C# is outside of them. A peer defines
 * map_one, map_many, unmap_one, unmap_many and find before it includes this. Results: the flush flags of all calls, negative if one failed.
 */
#define EXPORT __attribute__((visibility("default")))

/* Groups of calls: each call is for count frames, the next one begins where it ends, and groups begin stride frames apart. */
struct walk {
    uint64_t dfn, mfn, count, calls, groups, stride;
    int64_t order;                 /* of one page for each call; negative: a call is for a range */
};

static struct table s_table;

EXPORT void peer_build(void *memory, uint64_t first, uint64_t frames)
{
    s_table = (struct table){
        .origin = (uint8_t *)memory - (first << FRAME_SHIFT),
        .root = memory,
        .next = (first + 1) << FRAME_SHIFT,
        .end = (first + frames) << FRAME_SHIFT,
        .pages.tag = UINT64_MAX,
        .large.tag = UINT64_MAX,
    };
}

EXPORT int64_t peer_map(const struct walk *walk)
{
    const struct walk w = *walk;
    int64_t result = 0;
    unsigned flush = 0;
    for (uint64_t g = 0; g < w.groups; g++) {
        uint64_t dfn = w.dfn + g * w.stride, mfn = w.mfn + g * w.stride;
        if (w.order < 0)
            for (uint64_t c = 0; c < w.calls; c++, dfn += w.count, mfn += w.count)
                result |= map_many(&s_table, dfn, mfn, w.count, &flush);
        else if (w.order == 0)
            for (uint64_t c = 0; c < w.calls; c++, dfn++, mfn++)
                result |= map_one(&s_table, dfn, mfn, 0, &flush);
        else
            for (uint64_t c = 0; c < w.calls; c++, dfn += w.count, mfn += w.count)
                result |= map_one(&s_table, dfn, mfn, w.order, &flush);
    }
    return result < 0 ? result : (int64_t)flush;
}

EXPORT int64_t peer_unmap(const struct walk *walk)
{
    const struct walk w = *walk;
    int64_t result = 0;
    unsigned flush = 0;
    for (uint64_t g = 0; g < w.groups; g++) {
        uint64_t dfn = w.dfn + g * w.stride;
        if (w.order < 0)
            for (uint64_t c = 0; c < w.calls; c++, dfn += w.count)
                result |= unmap_many(&s_table, dfn, w.count, &flush);
        else if (w.order == 0)
            for (uint64_t c = 0; c < w.calls; c++, dfn++)
                result |= unmap_one(&s_table, dfn, 0, &flush);
        else
            for (uint64_t c = 0; c < w.calls; c++, dfn += w.count)
                result |= unmap_one(&s_table, dfn, w.order, &flush);
    }
    return result < 0 ? result : (int64_t)flush;
}

/* The sum of what is found: machine addresses with the permissions in bits 0 and 1, and 0 where nothing is mapped. */
EXPORT uint64_t peer_lookup(const uint64_t *dfns, uint64_t count)
{
    uint64_t sum = 0;
    for (uint64_t i = 0; i < count; i++)
        sum += find(&s_table, dfns[i]);
    return sum;
}

EXPORT int64_t peer_map_each(const uint64_t *dfns, uint64_t count, uint64_t offset)
{
    int64_t result = 0;
    unsigned flush = 0;
    for (uint64_t i = 0; i < count; i++)
        result |= map_one(&s_table, dfns[i], dfns[i] + offset, 0, &flush);
    return result < 0 ? result : (int64_t)flush;
}

EXPORT int64_t peer_remap_each(const uint64_t *dfns, uint64_t count, uint64_t offset)
{
    int64_t result = 0;
    unsigned flush = 0;
    for (uint64_t i = 0; i < count; i++) {
        result |= unmap_one(&s_table, dfns[i], 0, &flush);
        result |= map_one(&s_table, dfns[i], dfns[i] + offset, 0, &flush);
    }
    return result < 0 ? result : (int64_t)flush;
}
