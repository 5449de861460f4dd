package vc

import (
	"encoding/json"
	"net/http"
	"strings"
)

// control is the lab's own endpoint, on the same listener: GET /lab/status,
// POST /lab/sites/{site}/lose, POST /lab/sites/{site}/restore.
func (l *Lab) control(w http.ResponseWriter, r *http.Request) {
	part := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	switch {
	case len(part) == 2 && part[1] == "status" && r.Method == http.MethodGet:
		answer(w, http.StatusOK, l.status())
	case len(part) == 4 && part[1] == "sites" && r.Method == http.MethodPost:
		if !l.hasSite(part[2]) {
			answer(w, http.StatusNotFound, map[string]string{"error": "no host of the inventory is at the site " + part[2]})
			return
		}
		switch part[3] {
		case "lose":
			answer(w, http.StatusOK, l.loseSite(part[2]))
		case "restore":
			answer(w, http.StatusOK, l.restoreSite(part[2]))
		default:
			answer(w, http.StatusNotFound, map[string]string{"error": "lose or restore"})
		}
	default:
		answer(w, http.StatusNotFound, map[string]string{"error": "GET /lab/status, POST /lab/sites/{site}/lose, POST /lab/sites/{site}/restore"})
	}
}

func answer(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
}
