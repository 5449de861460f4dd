package vc

import (
	"fmt"
	"os"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// addHost makes a stand-alone host: connected, in its own compute resource.
func (l *Lab) addHost(h Host) error {
	in := get[*simulator.Folder](l, l.dc.HostFolder)
	hs, f := simulator.CreateStandaloneHost(l.ctx, in, types.HostConnectSpec{HostName: h.Name})
	if f != nil {
		return fmt.Errorf("%s", say(f))
	}
	hs.Runtime.ConnectionState = types.HostSystemConnectionStateConnected
	shapeHardware(hs, h)
	l.shapeNetwork(hs, h)

	vsan := &mo.HostVsanSystem{}
	vsan.Self = types.ManagedObjectReference{Type: "HostVsanSystem", Value: "vsanSystem-" + strings.TrimPrefix(hs.Self.Value, "host-")}
	vsan.Config = types.VsanHostConfigInfo{Enabled: types.NewBool(false), HostSystem: &hs.Self, FaultDomainInfo: &types.VsanHostFaultDomainInfo{}}
	l.Map.Put(vsan)
	hs.ConfigManager.VsanSystem = &vsan.Self

	facts := &hostFacts{Host: h}
	l.hosts[hs.Self] = facts
	for _, lun := range l.servedTo(facts) { // found at its boot
		facts.known = append(facts.known, device{Lun: lun})
	}
	l.shapeStorage(hs)
	l.recount(*hs.Parent)
	if h.LocalDatastore != nil {
		return l.addLocalDatastore(hs, *h.LocalDatastore)
	}
	return nil
}

func (l *Lab) addLocalDatastore(hs *simulator.HostSystem, d LocalDisk) error {
	size := d.SizeMiB << 20
	_, f := l.newDatastore(d.Name, vmfsVolume(d.Name, size, "mpx.vmhba0:C0:T0:L0", hs.Name), []types.ManagedObjectReference{hs.Self})
	if f != nil {
		return fmt.Errorf("datastore %s: %s", d.Name, say(f))
	}
	return nil
}

// recount sums a compute resource's hosts; a host that does not answer gives no effective capacity.
func (l *Lab) recount(ref types.ManagedObjectReference) {
	cr := l.compute(ref)
	s := cr.Summary.GetComputeResourceSummary()
	s.TotalCpu, s.TotalMemory, s.NumCpuCores, s.NumCpuThreads = 0, 0, 0, 0
	s.EffectiveCpu, s.EffectiveMemory, s.NumHosts, s.NumEffectiveHosts = 0, 0, 0, 0
	s.OverallStatus = types.ManagedEntityStatusGreen
	for _, r := range cr.Host {
		h := get[*simulator.HostSystem](l, r)
		hw := h.Summary.Hardware
		mhz := hw.CpuMhz * int32(hw.NumCpuCores)
		s.TotalCpu += mhz
		s.TotalMemory += hw.MemorySize
		s.NumCpuCores += hw.NumCpuCores
		s.NumCpuThreads += hw.NumCpuThreads
		s.NumHosts++
		if l.answers(h) {
			s.EffectiveCpu += mhz
			s.EffectiveMemory += hw.MemorySize >> 20
			s.NumEffectiveHosts++
		} else {
			s.OverallStatus = types.ManagedEntityStatusRed
		}
	}
	l.sizeRootPool(cr)
}

// compute is the compute resource part of a cluster or a stand-alone host.
func (l *Lab) compute(ref types.ManagedObjectReference) *mo.ComputeResource {
	switch c := l.Map.Get(ref).(type) {
	case *simulator.ClusterComputeResource:
		return &c.ComputeResource
	case *mo.ComputeResource:
		return c
	}
	return nil
}

// answers: connected and not in maintenance, so machines may run there.
func (l *Lab) answers(h *simulator.HostSystem) bool {
	return h.Runtime.ConnectionState == types.HostSystemConnectionStateConnected && !h.Runtime.InMaintenanceMode
}

// dir is a folder for the files of a new datastore, below the model's temporary one.
func (l *Lab) dir() (string, error) {
	home := l.Map.OptionManager().QueryOptions(&types.QueryOptions{Name: "vcsim.home"}).(*methods.QueryOptionsBody)
	return os.MkdirTemp(home.Res.Returnval[0].GetOptionValue().Value.(string), "datastore-")
}
