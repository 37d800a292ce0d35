/**
 * What a cache does, as scripts: each runs as a whole, so that its counts are right however many requests are under way.
 * A value is one string, `version` LF `payload`; it carries its own expiry, so that nothing outlives its time even when
 * nobody looks. Beside the values stand the order of use (or of filling), the sizes, the expiries and the totals.
 */

/** KEYS: order, sizes, expiries, totals. ARGV: prefix of values, key. */
const BOOKS = `
local order, sizes, expiries, totals = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local prefix, key = ARGV[1], ARGV[2]

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function forget(entry)
  redis.call('ZREM', order, entry)
  redis.call('ZREM', expiries, entry)
  local size = redis.call('HGET', sizes, entry)
  redis.call('HDEL', sizes, entry)
  -- Not -size: of 0 that is -0, which is no number to Redis.
  redis.call('HINCRBY', totals, 'bytes', 0 - size)
end

local function drop(entry)
  redis.call('UNLINK', prefix .. entry)
  forget(entry)
end

local function held()
  return redis.call('ZCARD', order), tonumber(redis.call('HGET', totals, 'bytes') or 0)
end

local function use(entry)
  redis.call('ZADD', order, redis.call('HINCRBY', totals, 'sequence', 1), entry)
end
`;

/** ARGV[3]: whether reading counts as a use. Answers: the value or nil, then `gone`: 0, 1 expired, 2 thrown out by the server, entries, bytes. */
export const READ_SCRIPT = `${BOOKS}
local value = redis.call('GET', prefix .. key)
if value then
  if ARGV[3] == '1' then use(key) end
  return {value}
end
if not redis.call('ZSCORE', order, key) then return {false, 0} end
local expiry = redis.call('ZSCORE', expiries, key)
forget(key)
local gone = 2
if expiry and tonumber(expiry) <= now() then gone = 1 end
return {false, gone, held()}
`;

/**
 * ARGV[3..8]: value, size, capacity (-1: none), whether it is in bytes, time to live in ms (0: none), whether a use counts,
 * how many expired entries to throw out. Answers: whether it was kept, whether it is new, entries, bytes, how many were
 * thrown out for lack of room, how many because their time was over, and the keys of all that left.
 */
export const FILL_SCRIPT = `${BOOKS}
local value, size, capacity, measured = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6] == '1'
local ttl, uses, sweep = tonumber(ARGV[7]), ARGV[8] == '1', tonumber(ARGV[9])
local evicted, expired, left = 0, 0, {}

local function weight(bytes)
  if measured then return bytes end
  return 1
end

local function used()
  local entries, bytes = held()
  if measured then return bytes end
  return entries
end

local function evict(entry)
  drop(entry)
  evicted = evicted + 1
  left[#left + 1] = entry
end

local function result(kept, new)
  local entries, bytes = held()
  return {kept, new, entries, bytes, evicted, expired, left}
end

if capacity >= 0 and weight(size) > capacity then
  if redis.call('ZSCORE', order, key) then evict(key) end
  return result(0, 0)
end

local time = now()
if ttl > 0 then
  for _, entry in ipairs(redis.call('ZRANGEBYSCORE', expiries, '-inf', time, 'LIMIT', 0, sweep)) do
    drop(entry)
    expired = expired + 1
    left[#left + 1] = entry
  end
end

local known = redis.call('ZSCORE', order, key)
if known then
  redis.call('HINCRBY', totals, 'bytes', size - redis.call('HGET', sizes, key))
elseif capacity >= 0 then
  while used() > 0 and used() + weight(size) > capacity do
    evict(redis.call('ZRANGE', order, 0, 0)[1])
  end
end
if not known then redis.call('HINCRBY', totals, 'bytes', size) end
redis.call('HSET', sizes, key, size)
if ttl > 0 then
  redis.call('SET', prefix .. key, value, 'PX', ttl)
  redis.call('ZADD', expiries, time + ttl, key)
else
  redis.call('SET', prefix .. key, value)
end
if uses or not known then use(key) end
if known and capacity >= 0 then
  while used() > capacity do
    evict(redis.call('ZRANGE', order, 0, 0)[1])
  end
end
return result(1, known and 0 or 1)
`;

/** Answers: whether it was there, entries, bytes. */
export const INVALIDATE_SCRIPT = `${BOOKS}
if not redis.call('ZSCORE', order, key) then return {0} end
drop(key)
return {1, held()}
`;

/** What a cache holds that has just been started: nothing. */
export const CLEAR_SCRIPT = `${BOOKS}
for _, entry in ipairs(redis.call('ZRANGE', order, 0, -1)) do redis.call('UNLINK', prefix .. entry) end
redis.call('UNLINK', order, sizes, expiries, totals)
return {}
`;
