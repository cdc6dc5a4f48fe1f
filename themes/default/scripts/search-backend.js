// Search by an engine on a server, where supportal.yaml names one. Where it does not answer in time, or
// not well, the portal's own index does, and the engine is left alone for a minute.
(() => {
  "use strict";
  const given = document.querySelector("template[data-backend]");
  if (!given) return;
  const theme = supportalTheme;
  const { engine, url, key, own: pages, source } = JSON.parse(given.dataset.backend);
  // All in milliseconds: how long one waits for an answer, until the typing rests, until one asks again.
  const PATIENCE = 3000;
  const PAUSE = 120;
  const REST = 60000;
  // Around words of the query in an excerpt: characters that no text holds.
  const [OPEN, CLOSE] = ["\uE000", "\uE001"];
  const FIELDS = ["url", "title", "heading", "kind"];
  let latest = {};
  let silent = 0;

  // Each: what is sent, and what comes back as rows with the number of all.
  const engines = {
    opensearch: {
      send: ({ name }, query, { limit, kind, product }) => ({
        path: name + "/_search",
        headers: key && { Authorization: key },
        body: {
          size: limit,
          _source: FIELDS,
          query: {
            function_score: {
              query: {
                bool: {
                  // Whole words with a slip, or the last one not yet typed to its end.
                  should: ["best_fields", "bool_prefix"].map((type) => ({
                    multi_match: { query, type, fields: ["title^4", "heading^2", "keywords^2", "text"], fuzziness: "AUTO", prefix_length: 1 },
                  })),
                  minimum_should_match: 1,
                  filter: [kind && { term: { kind } }, product && { term: { products: product } }].filter(Boolean),
                },
              },
              // A page that counts twice as much; other sites' documents may not say.
              field_value_factor: { field: "boost", missing: 1 },
            },
          },
          // Of a page, only the part that answers best.
          collapse: { field: "page" },
          aggs: { pages: { cardinality: { field: "page" } } },
          highlight: {
            pre_tags: [OPEN],
            post_tags: [CLOSE],
            fields: { text: { number_of_fragments: 1, fragment_size: 160, no_match_size: 160 } },
          },
        },
      }),
      read: ({ hits, aggregations }) => [
        hits.hits.map(({ _source, highlight }) => row(_source, highlight?.text?.[0])),
        aggregations.pages.value,
      ],
    },
    meilisearch: {
      send: ({ name }, q, { limit, kind, product }) => ({
        path: `indexes/${name}/search`,
        headers: key && { Authorization: "Bearer " + key },
        body: {
          q,
          limit,
          filter: [kind && "kind = " + JSON.stringify(kind), product && "products = " + JSON.stringify(product)].filter(Boolean),
          attributesToRetrieve: [...FIELDS, "text"],
          attributesToCrop: ["text"],
          cropLength: 30,
          attributesToHighlight: ["text"],
          highlightPreTag: OPEN,
          highlightPostTag: CLOSE,
        },
      }),
      read: ({ hits, estimatedTotalHits }) => [hits.map((hit) => row(hit, hit._formatted?.text)), estimatedTotalHits],
    },
    typesense: {
      send: ({ name }, q, { limit, kind, product }) => {
        const asked = new URLSearchParams({
          q,
          query_by: "title,heading,keywords,text",
          query_by_weights: "4,2,2,1",
          group_by: "page",
          group_limit: 1,
          per_page: Math.min(limit, 250),
          include_fields: FIELDS.join(),
          highlight_fields: "text",
          highlight_affix_num_tokens: 12,
          highlight_start_tag: OPEN,
          highlight_end_tag: CLOSE,
        });
        const only = [kind && `kind:=\`${kind}\``, product && `products:=\`${product}\``].filter(Boolean);
        if (only.length) asked.set("filter_by", only.join(" && "));
        return { path: `collections/${name}/documents/search?${asked}`, headers: key && { "X-TYPESENSE-API-KEY": key } };
      },
      read: ({ grouped_hits, found }) => [
        grouped_hits.map(({ hits: [hit] }) => row(hit.document, hit.highlight?.text?.snippet)),
        found,
      ],
    },
  };

  function row({ url, title, heading, kind }, excerpt = "") {
    const marks = [];
    let text = "";
    for (const part of excerpt.split(OPEN)) {
      const [marked, after] = part.split(CLOSE);
      if (after !== undefined) marks.push([text.length, text.length + marked.length]);
      text += marked + (after ?? "");
    }
    return { url, title, section: heading, kind, excerpt: text, marks, more: [] };
  }

  // Addresses of the portal are those of this host, wherever it is: a preview's lead to the preview. An
  // index that holds other sites, too, leads there.
  function here(row, { root, up }) {
    if (!row.url.startsWith(root)) return up === "" && /^https:/.test(row.url);
    row.url = row.url.slice(root.length);
    return new URL(theme.address(row)).protocol === location.protocol;
  }

  async function ask(query, options, index, signal) {
    const { send, read } = engines[engine];
    const { path, headers, body } = send(index, query, options);
    const answer = await fetch(url + path, {
      method: body ? "POST" : "GET",
      headers: { ...(headers || {}), ...(body ? { "Content-Type": "application/json" } : {}) },
      body: body && JSON.stringify(body),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal,
    });
    if (!answer.ok) throw new Error(answer.status);
    const [rows, total] = read(await answer.json());
    return Object.assign(rows.filter((row) => here(row, index)), { total });
  }

  async function search(query, options = {}) {
    if (Date.now() < silent) return (await theme.index()).search(query, options);
    const abort = new AbortController();
    latest.abort?.abort();
    const mine = (latest = { abort });
    await new Promise((go) => setTimeout(go, options.source ? 0 : PAUSE));
    // What is typed meanwhile is asked instead, and nobody waits for this.
    if (mine !== latest) throw new Error("superseded");
    const timer = setTimeout(() => abort.abort(), PATIENCE);
    try {
      return await ask(query, { limit: 10, ...options }, options.source ? source : pages, abort.signal);
    } catch (error) {
      if (mine !== latest) throw error;
      silent = Date.now() + REST;
      return (await theme.index()).search(query, options);
    } finally {
      clearTimeout(timer);
    }
  }

  theme.warm = async () => {};
  theme.engine = async () => ({ search });
})();
