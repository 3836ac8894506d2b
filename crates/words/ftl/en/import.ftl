# Reading a directory of services: why it could not be done.
refusal-import-missing = Cannot open { $path }. Check its name and permissions.
refusal-import-unknown = The format of { $path } is not known. Use HSDS, a CSV or Excel list, or our template.
refusal-import-link-sf = { $path } is a Link-SF directory. We do not read it: ask for an HSDS export.
refusal-import-empty = There are no services in { $path }.
refusal-import-too-large = { $path } is too large: at most { $most } MB.
refusal-import-bomb = { $path } grows enormous when opened. We do not read it.
refusal-import-damaged = { $path } is damaged and cannot be opened.
refusal-import-json = { $path } is not valid JSON. The mistake is on line { $line }.
refusal-import-columns = The column “{ $column }” is missing in { $path }.
refusal-import-unwritable = Cannot write { $path }. Check space and permissions.
