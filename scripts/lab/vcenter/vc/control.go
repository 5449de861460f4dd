package vc

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

const usage = "GET /lab/status, POST /lab/sites/{site}/lose, POST /lab/sites/{site}/restore, POST /lab/storage/{site}/lose, POST /lab/storage/{site}/restore, POST /lab/drs, POST /lab/machines/{name}/datastore/{datastore}, POST /lab/machines/{name}/host/{host}, DELETE /lab/policies/{name}"

// control is the lab's own endpoint, on the same listener.
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
		loseOrRestore(w, part[2], part[3], l.loseSite, l.restoreSite)
	case len(part) == 4 && part[1] == "storage" && r.Method == http.MethodPost:
		loseOrRestore(w, part[2], part[3], l.loseStorage, l.restoreStorage) // of what the storage served when it was asked: a site may have storage and no hosts
	case len(part) == 2 && part[1] == "drs" && r.Method == http.MethodPost:
		answer(w, http.StatusOK, l.rebalance())
	case len(part) == 5 && part[1] == "machines" && part[3] == "datastore" && r.Method == http.MethodPost:
		if why := l.moveByHand(part[2], part[4]); why != "" {
			answer(w, http.StatusConflict, map[string]string{"error": why})
			return
		}
		answer(w, http.StatusOK, map[string]string{"machine": part[2], "datastore": part[4]})
	case len(part) == 5 && part[1] == "machines" && part[3] == "host" && r.Method == http.MethodPost:
		if why := l.setAside(part[2], part[4]); why != "" {
			answer(w, http.StatusConflict, map[string]string{"error": why})
			return
		}
		answer(w, http.StatusOK, map[string]string{"machine": part[2], "host": part[4]})
	case len(part) == 3 && part[1] == "policies" && r.Method == http.MethodDelete:
		if why := l.removePolicy(part[2]); why != "" {
			answer(w, http.StatusConflict, map[string]string{"error": why})
			return
		}
		answer(w, http.StatusOK, map[string]string{"policy": part[2]})
	default:
		answer(w, http.StatusNotFound, map[string]string{"error": usage})
	}
}

func loseOrRestore(w http.ResponseWriter, site, deed string, lose, restore func(string) Outcome) {
	switch deed {
	case "lose":
		answer(w, http.StatusOK, lose(site))
	case "restore":
		answer(w, http.StatusOK, restore(site))
	default:
		answer(w, http.StatusNotFound, map[string]string{"error": "lose or restore"})
	}
}

// moveByHand is what an engineer does in a fresh estate: vCenter's own machine
// starts on a local datastore and can restart elsewhere only from a shared one.
func (l *Lab) moveByHand(machine, datastore string) string {
	ds := l.datastoreNamed(datastore)
	for _, e := range l.Map.All("VirtualMachine") {
		vm := e.(*simulator.VirtualMachine)
		if vm.Name != machine || ds == nil {
			continue
		}
		if f := l.relocate(l.ctx, vm, types.VirtualMachineRelocateSpec{Datastore: &ds.Self}); f != nil {
			return say(f)
		}
		return ""
	}
	return "there is no such machine or datastore"
}

// front is for somebody who opens the address in a browser.
func front(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, Banner+"\n\nSDK: /sdk\n"+strings.ReplaceAll(usage, ", ", "\n")+"\n")
}

func answer(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
}
