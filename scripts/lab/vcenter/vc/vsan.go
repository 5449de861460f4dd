package vc

import (
	"reflect"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
	"github.com/vmware/govmomi/vsan"
	vsanmethods "github.com/vmware/govmomi/vsan/methods"
	vsansim "github.com/vmware/govmomi/vsan/simulator"
	vsantypes "github.com/vmware/govmomi/vsan/types"
)

// init, once for the process: the client reads and writes a cluster's vSAN configuration
// even if vSAN is off. The decoder knows the base type of this name only, and panics.
func init() {
	types.Add("vsan:VsanClusterConfigInfo", reflect.TypeOf((*vsantypes.VsanClusterConfigInfo)(nil)).Elem())
}

// stretched answers that no cluster has a vSAN witness.
type stretched struct {
	*vsansim.StretchedClusterSystem
}

// VSANVcGetWitnessHosts finds none.
func (stretched) VSANVcGetWitnessHosts(*simulator.Context, *vsantypes.VSANVcGetWitnessHosts) soap.HasFault {
	return &vsanmethods.VSANVcGetWitnessHostsBody{Res: &vsantypes.VSANVcGetWitnessHostsResponse{}}
}

func (l *Lab) installVsan() {
	r := l.ctx.For(vsan.Path).Map
	s := r.Get(vsan.VsanVcStretchedClusterSystem).(*vsansim.StretchedClusterSystem)
	r.Put(&stretched{s})
}
