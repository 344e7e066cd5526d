#!/usr/bin/env python3
"""Checks an unpacked evidence folder offline: python3 verify.py FOLDER [KID ...]. Needs openssl. KIDs: the keys that you trust."""
import base64, datetime, glob, hashlib, json, os, re, subprocess, sys, tempfile
root, trusted, used, epoch = (sys.argv + ["."])[1], sys.argv[2:], set(), datetime.datetime.fromisoformat("1970-01-01T00:00:00+00:00")
def read(name): return open(os.path.join(root, name), "rb").read()
def sha(data): return hashlib.sha256(data).digest()
def node(left, right): return sha(b"\1" + left + right)
def url(data): return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
def plain(text): return base64.urlsafe_b64decode(text + "==")
def each(kind): return [(os.path.relpath(f, root), json.loads(read(os.path.relpath(f, root)))) for f in sorted(glob.glob(os.path.join(root, kind)))]
def need(ok, what): return ok or sys.exit("KHÔNG ĐÚNG / NOT PROVED: " + what)
def spki(key): return base64.b64decode("".join(read(key).decode().split("\n")[1:-2]))
def signed(use, kid, data, signature):  # a key's name is its RFC 7638 thumbprint, so that no other key can stand under it
    der, (_, where) = spki(f"keys/{use}-{kid}.pem"), (used.add(f"{use} {kid}"), f"keys/{use}-{kid}.pem")
    need(url(sha(f'{{"crv":"P-256","kty":"EC","x":"{url(der[-64:-32])}","y":"{url(der[-32:])}"}}'.encode())) == kid, where)
    need(not trusted or kid in trusted, f"{where}: not one of the keys that you trust")
    with tempfile.TemporaryDirectory() as tmp:
        for name, content in (("data", data), ("sig", signature)): open(os.path.join(tmp, name), "wb").write(content)
        need(subprocess.run(["openssl", "dgst", "-sha256", "-verify", os.path.join(root, where), "-signature", tmp + "/sig", tmp + "/data"], capture_output=True).returncode == 0, f"signature by {where}")
def sequence(raw):  # openssl wants the two numbers of a JWS signature in DER
    ints = b"".join(b"\2" + bytes([len(n)]) + n for n in (b"\0" * (p[:1] > b"\x7f") + p for p in (raw[:32].lstrip(b"\0"), raw[32:].lstrip(b"\0"))))
    return b"\x30" + bytes([len(ints)]) + ints
def hashed(fields):  # each value: its length in 4 bytes, then the value; nothing: ff ff ff ff
    kinds = {"text": str.encode, "number": lambda v: v.to_bytes(8, "big", signed=True), "uuid": lambda v: bytes.fromhex(v.replace("-", "")), "bytes": bytes.fromhex,
             "time": lambda v: ((datetime.datetime.fromisoformat(v.replace("Z", "+00:00")) - epoch) // datetime.timedelta(microseconds=1)).to_bytes(8, "big", signed=True)}
    return sha(b"".join(b"\xff" * 4 if v is None else len(v).to_bytes(4, "big") + v for v in (None if value is None else kinds[kind](value) for kind, value in fields)))
def climb(i, n, path, leaf):  # RFC 9162, 2.1.3: the root that a path leads to
    k, side = 1 << (n - 1).bit_length() >> 1, path.pop() if n > 1 else None
    return leaf if n == 1 else node(climb(i, k, path, leaf), side) if i < k else node(side, climb(i - k, n - k, path, leaf))
def grow(m, n, path, known):  # RFC 9162, 2.1.4: the roots of the smaller tree and of the larger one
    k, side = 1 << (n - 1).bit_length() >> 1, known if m == n and known else path.pop()
    old, new = (side, side) if m == n else grow(m, k, path, known) if m <= k else grow(m - k, n - k, path, None)
    return (old, new) if m == n else (old, node(new, side)) if m <= k else (node(side, old), node(side, new))
def tops(text):  # signed notes: log, size, root and more, an empty line, then the log's signature and those of its witnesses
    found = re.findall(r"((?:[^—\n].*\n)+)\n((?:— .+\n)+)\n?", text)
    for body, lines in found:
        for who, raw in ((line.split(" ")[1], base64.b64decode(line.split(" ")[2])) for line in lines.splitlines()):
            kids = [k[len(use):-4] for use in ["checkpoint-" if who == body.split("\n")[0] else "witness-"] for k in os.listdir(os.path.join(root, "keys")) if k.startswith(use) and sha(spki("keys/" + k))[:4] == raw[:4]]
            need(kids, f"no key for the signature of {who}")
            signed("checkpoint", kids[0], body.encode(), raw[4:]) if who == body.split("\n")[0] else signed("witness", kids[0], b"cosignature/v1\ntime %d\n" % int.from_bytes(raw[4:12], "big") + body.encode(), raw[12:])
    return {body.split("\n")[0]: (int(body.split("\n")[1]), base64.b64decode(body.split("\n")[2])) for body, _ in found}
listed = read("SHA256SUMS").decode()
signed("receipt", re.search("^# key (.+)$", listed, re.M)[1], listed.encode(), read("SHA256SUMS.sig"))
sums = {line[66:]: line[:64] for line in listed.splitlines() if line[0] != "#"}
there = {os.path.relpath(os.path.join(where, name), root) for where, _, names in os.walk(root) for name in names}
for name in there - {"SHA256SUMS", "SHA256SUMS.sig"} | set(sums): need(name in there and sha(read(name)).hex() == sums.get(name), name)
(head, body, signature), logs, told = read("receipt.jws").decode().split("."), tops(read("checkpoint.txt").decode()), {}
signed("receipt", json.loads(plain(head))["kid"], f"{head}.{body}".encode(), sequence(plain(signature)))
for name, p in each("proof/leaf-*.json"):
    (size, top), path = logs[p["log"]], [base64.b64decode(h) for h in p["path"]]
    need(p["seq"] < size and climb(p["seq"], size, path, sha(b"\0" + hashed([("text", "audit-row/1")] + [f[1:] for f in p["row"]]))) == top and not path, name)
    told[name] = json.loads({f[0]: f[2] for f in p["row"]}["detail"])["rows"]
for name, p in each("proof/growth-*.json"):
    (size, top), path, old = logs[p["log"]], [base64.b64decode(h) for h in p["path"]], base64.b64decode(p["fromRoot"])
    need(grow(p["from"], size, path, old) == (old, top) and not path and (not p["fromNote"] or tops(p["fromNote"])[p["log"]] == (p["from"], old)), name)
records = json.loads(read("proof/packet.json"))["records"] + [r for d in json.loads(read("statuses.json"))["deliveries"] for r in [d["record"]] + d["statuses"]]
for r in records: need(base64.b64encode(hashed([("text", "row/1"), ("text", r["type"])] + [x for n, kind, v in r["fields"] for x in (("text", n), (kind, v))])).decode() == told[r["proof"]][r["name"]], r["name"])
packet, receipt = {f[0]: f[2] for f in records[0]["fields"]}, json.loads(plain(body))
need(packet["Digest"] == sums.get("packet.edxml", packet["Digest"]) == receipt["digest"] and packet["Receipt"] == f"{head}.{body}.{signature}", "packet.edxml, receipt.jws")
print("ĐÚNG / PROVED:", packet["DocumentId"], packet["Digest"], *(f"\n  {log}: {size}" for log, (size, _) in logs.items()), *sorted(f"\n  key {k}" for k in used))
